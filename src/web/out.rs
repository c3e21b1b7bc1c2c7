//! What leaves the page, for JavaScript.

use crate::out::gif;
use crate::out::qr;
use wasm_bindgen::prelude::*;

/// The code of a text for a camera: its cells row by row, 1 where it is dark. It is a square, and needs a light frame of
/// four cells around it. Undefined where the text is too long.
#[wasm_bindgen(js_name = codeCells)]
pub fn code_cells(text: &str) -> Option<Vec<u8>> {
    qr::cells(text)
}

/// An animation as a GIF in the making: see `out::gif::Gif`.
#[wasm_bindgen]
pub struct Gif {
    gif: gif::Gif,
    pixels: usize,
}

#[wasm_bindgen]
impl Gif {
    /// Of pictures of `width` × `height` pixels, `rate` a second, in up to 255 colours, three bytes each: red, green, blue.
    #[wasm_bindgen(constructor)]
    pub fn new(width: u16, height: u16, rate: u32, colours: &[u8]) -> Result<Gif, JsError> {
        let refuse = |what: &str| Err(JsError::new(what));
        let (colours, rest) = colours.as_chunks();
        if width == 0 || height == 0 {
            return refuse("width and height must be at least 1");
        }
        if !(1..=100).contains(&rate) {
            return refuse(&format!("rate must be a whole number from 1 to 100, not {rate}"));
        }
        if !rest.is_empty() || colours.is_empty() || colours.len() > gif::MOST_COLOURS {
            return refuse("colours must be 1 to 255 times three bytes");
        }
        let pixels = usize::from(width) * usize::from(height);
        Ok(Self { gif: gif::Gif::new(width, height, rate, colours), pixels })
    }

    /// The next picture, as `ImageData` holds it; its opacity does not count.
    pub fn add(&mut self, pixels: &[u8]) -> Result<(), JsError> {
        if pixels.len() != 4 * self.pixels {
            return Err(JsError::new(&format!(
                "pixels must be {} bytes, not {}",
                4 * self.pixels,
                pixels.len()
            )));
        }
        self.gif.add(pixels);
        Ok(())
    }

    /// The whole file.
    pub fn finish(self) -> Vec<u8> {
        self.gif.finish()
    }
}
