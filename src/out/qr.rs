//! The code of a text for a camera, by the standard ISO/IEC 18004.

use qrcodegen::{QrCode, QrCodeEcc};

/// The cells of the code of a text, row by row from the top, 1 where it is dark: a square, without the light frame of
/// four cells that it needs around it. A seventh of it may be soiled, more where that takes no more cells. None where
/// the text is too long, from 2,332 bytes on.
///
/// ```
/// let cells = moongrad::out::qr::cells("https://moongrad.example/").unwrap();
/// assert_eq!(cells.len(), 25 * 25);
/// // A corner has the seven cells of its frame.
/// assert_eq!(cells[..8], [1, 1, 1, 1, 1, 1, 1, 0]);
/// assert_eq!(moongrad::out::qr::cells(&"x".repeat(2332)), None);
/// ```
pub fn cells(text: &str) -> Option<Vec<u8>> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let edge = 0..code.size();
    let row = |y| edge.clone().map(move |x| (x, y));
    Some(edge.clone().flat_map(row).map(|(x, y)| u8::from(code.get_module(x, y))).collect())
}
