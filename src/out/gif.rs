//! An animation as a GIF, in colours that are fixed beforehand: the same pictures make the same bytes.

use crate::out::colours::Colours;
use gif::{DisposalMethod, Encoder, Frame, Repeat};
use std::borrow::Cow;
use std::mem;
use std::ops::Range;

/// The most colours; one more number means "as before".
pub const MOST_COLOURS: usize = 255;

/// A GIF in the making, which repeats for ever.
///
/// ```
/// let mut gif = moongrad::out::gif::Gif::new(2, 1, 25, &[[0, 0, 0], [255, 255, 255]]);
/// gif.add(&[0, 0, 0, 255, 250, 250, 250, 255]);
/// gif.add(&[9, 9, 9, 255, 0, 0, 0, 255]);
/// let bytes = gif.finish();
/// assert_eq!(bytes[..6], *b"GIF89a");
/// assert_eq!(bytes[6..10], [2, 0, 1, 0]);
/// ```
pub struct Gif {
    encoder: Encoder<Vec<u8>>,
    colours: Colours,
    width: usize,
    /// Pictures a second.
    rate: u32,
    count: u32,
    /// The last picture, by the numbers of its colours.
    shown: Vec<u8>,
}

/// A part of a picture that is a rectangle.
struct Part {
    x: Range<usize>,
    y: Range<usize>,
}

impl Gif {
    /// Of pictures of `width` × `height` pixels, `rate` a second, in up to [`MOST_COLOURS`] colours of red, green, blue.
    pub fn new(width: u16, height: u16, rate: u32, colours: &[[u8; 3]]) -> Self {
        assert!(width > 0 && height > 0 && (1..=MOST_COLOURS).contains(&colours.len()));
        let mut encoder = done(Encoder::new(Vec::new(), width, height, colours.as_flattened()));
        done(encoder.set_repeat(Repeat::Infinite));
        let (width, colours) = (width.into(), Colours::new(colours));
        Self { encoder, colours, width, rate, count: 0, shown: Vec::new() }
    }

    /// The next picture: row by row from the top, four bytes a pixel, of which the last, its opacity, does not count. Of
    /// what the picture before left, only the rectangle is written that holds all changes; in it, what stayed is written
    /// as such where that is shorter.
    pub fn add(&mut self, pixels: &[u8]) {
        let (pixels, _) = pixels.as_chunks();
        let number = |&[red, green, blue, _]: &[u8; 4]| self.colours.nearest([red, green, blue]);
        let picture: Vec<u8> = pixels.iter().map(number).collect();
        let before = mem::replace(&mut self.shown, picture);
        let frame = if before.is_empty() { self.whole() } else { self.difference(&before) };
        done(self.encoder.write_lzw_pre_encoded_frame(&frame));
        self.count += 1;
    }

    /// The whole file.
    pub fn finish(self) -> Vec<u8> {
        done(self.encoder.into_inner())
    }

    /// Hundredths of a second that the next picture stays, so that all of them together take the time that they should.
    fn delay(&self) -> u16 {
        let end = |count: u32| (100 * count + self.rate / 2) / self.rate;
        (end(self.count + 1) - end(self.count)) as u16
    }

    /// The least rectangle that holds all that differs from the picture before; never empty, since a picture has its time
    /// even where nothing changes.
    fn changed(&self, before: &[u8]) -> Part {
        let rows = self.shown.chunks(self.width).zip(before.chunks(self.width));
        let mut part: Option<Part> = None;
        for (row, (now, then)) in rows.enumerate() {
            let Some(first) = now.iter().zip(then).position(|(a, b)| a != b) else { continue };
            let last = now.iter().zip(then).rposition(|(a, b)| a != b).unwrap_or(first);
            let Part { x, y } = part.get_or_insert(Part { x: first..last, y: row..row });
            *x = x.start.min(first)..x.end.max(last + 1);
            y.end = row + 1;
        }
        part.unwrap_or(Part { x: 0..1, y: 0..1 })
    }

    fn whole(&self) -> Frame<'static> {
        let part = Part { x: 0..self.width, y: 0..self.shown.len() / self.width };
        self.encode(&part, self.shown.clone(), None)
    }

    /// What changed, written in the shorter of the two ways.
    fn difference(&self, before: &[u8]) -> Frame<'static> {
        let (part, same) = (self.changed(before), self.colours.count());
        let (now, then) = (self.cut(&part, &self.shown), self.cut(&part, before));
        let pairs = now.iter().zip(&then);
        let thinned = pairs.map(|(now, then)| if now == then { same } else { *now }).collect();
        let (thinned, full) =
            (self.encode(&part, thinned, Some(same)), self.encode(&part, now, None));
        if thinned.buffer.len() < full.buffer.len() { thinned } else { full }
    }

    /// The numbers of a part of a picture.
    fn cut(&self, Part { x, y }: &Part, picture: &[u8]) -> Vec<u8> {
        let rows = picture.chunks(self.width).skip(y.start).take(y.len());
        rows.flat_map(|row| &row[x.clone()]).copied().collect()
    }

    fn encode(&self, Part { x, y }: &Part, numbers: Vec<u8>, same: Option<u8>) -> Frame<'static> {
        let mut frame = Frame {
            delay: self.delay(),
            dispose: DisposalMethod::Keep,
            transparent: same,
            left: x.start as u16,
            top: y.start as u16,
            width: x.len() as u16,
            height: y.len() as u16,
            buffer: Cow::Owned(numbers),
            ..Frame::default()
        };
        frame.make_lzw_pre_encoded();
        frame
    }
}

/// A vector takes all that is written. Here, and not with `expect`, since that would need the words of all errors.
fn done<T, E>(written: Result<T, E>) -> T {
    written.unwrap_or_else(|_| unreachable!())
}

#[cfg(test)]
mod tests {
    use super::Gif;
    use gif::{ColorOutput, DecodeOptions, Repeat};
    use rand::Rng;

    const COLOURS: [[u8; 3]; 4] = [[0, 0, 0], [255, 255, 255], [200, 30, 20], [20, 30, 200]];

    /// What another program sees: its own decoder, which lays each picture over those before.
    fn show(bytes: &[u8]) -> (Repeat, Vec<(u16, Vec<u8>)>) {
        let mut options = DecodeOptions::new();
        options.set_color_output(ColorOutput::RGBA);
        let mut decoder = options.read_info(bytes).unwrap();
        let width = usize::from(decoder.width());
        let mut screen = vec![0; width * usize::from(decoder.height()) * 4];
        let mut shown = Vec::new();
        while let Some(frame) = decoder.read_next_frame().unwrap() {
            let (left, top) = (usize::from(frame.left), usize::from(frame.top));
            for (i, pixel) in frame.buffer.as_chunks::<4>().0.iter().enumerate() {
                let (x, y) =
                    (left + i % usize::from(frame.width), top + i / usize::from(frame.width));
                if pixel[3] > 0 {
                    screen[4 * (y * width + x)..][..4].copy_from_slice(pixel);
                }
            }
            shown.push((frame.delay, screen.clone()));
        }
        (decoder.repeat(), shown)
    }

    fn pixels(numbers: &[usize]) -> Vec<u8> {
        let opaque =
            |&number: &usize| [COLOURS[number][0], COLOURS[number][1], COLOURS[number][2], 255];
        numbers.iter().flat_map(opaque).collect()
    }

    /// Pictures of 12 × 9 in which little or much changes, or nothing.
    fn pictures() -> Vec<Vec<u8>> {
        let mut generator = crate::data::random::generator(7, crate::data::random::Use::Test, 0);
        let mut numbers = vec![0; 12 * 9];
        let mut pictures = vec![pixels(&numbers)];
        for changes in [0, 1, 3, 108, 0, 40, 500, 2, 1] {
            for _ in 0..changes {
                let at = generator.next_u32() as usize % numbers.len();
                numbers[at] = generator.next_u32() as usize % COLOURS.len();
            }
            pictures.push(pixels(&numbers));
        }
        pictures
    }

    fn write(pictures: &[Vec<u8>], rate: u32) -> Vec<u8> {
        let mut gif = Gif::new(12, 9, rate, &COLOURS);
        pictures.iter().for_each(|picture| gif.add(picture));
        gif.finish()
    }

    #[test]
    fn a_decoder_sees_the_very_pictures_for_ever() {
        let pictures = pictures();
        let (repeat, shown) = show(&write(&pictures, 25));
        assert_eq!(repeat, Repeat::Infinite);
        assert_eq!(shown.len(), pictures.len());
        for (picture, (delay, seen)) in pictures.iter().zip(&shown) {
            assert_eq!(*delay, 4);
            assert!(picture == seen);
        }
    }

    #[test]
    fn all_pictures_together_take_their_time() {
        for (rate, hundredths) in [(12, 83), (25, 40), (50, 20)] {
            let (_, shown) = show(&write(&pictures(), rate));
            assert_eq!(shown.iter().map(|(delay, _)| delay).sum::<u16>(), hundredths);
        }
    }

    #[test]
    fn the_same_pictures_make_the_same_bytes() {
        assert!(write(&pictures(), 25) == write(&pictures(), 25));
    }

    #[test]
    fn what_stays_takes_next_to_nothing() {
        let still = vec![pictures().pop().unwrap(); 2];
        let one = write(&still[..1], 25).len();
        assert!(write(&still, 25).len() < one + 30);
    }

    #[test]
    fn other_colours_become_the_nearest() {
        let mut gif = Gif::new(2, 1, 25, &COLOURS);
        gif.add(&[190, 40, 30, 255, 10, 10, 20, 255]);
        assert_eq!(show(&gif.finish()).1[0].1, pixels(&[2, 0]));
    }
}
