//! The nearest of a few colours.

/// How many answers are remembered: a power of two.
const KEPT: usize = 1 << 14;

/// A few colours, with the answers that were given last.
pub struct Colours {
    colours: Vec<[u8; 3]>,
    /// Of a colour, its nearest, at a place that follows from the colour; the newest answer stays.
    answers: Vec<Option<([u8; 3], u8)>>,
}

impl Colours {
    /// At least one, at most 255, of red, green, blue.
    pub fn new(colours: &[[u8; 3]]) -> Self {
        Self { colours: colours.to_vec(), answers: vec![None; KEPT] }
    }

    /// How many there are.
    pub fn count(&self) -> u8 {
        self.colours.len() as u8
    }

    /// The number of the nearest one; of several, the first.
    pub fn nearest(&mut self, colour: [u8; 3]) -> u8 {
        let [red, green, blue] = colour.map(usize::from);
        let place = (red * 5_081 + green * 773 + blue * 67) % KEPT;
        if let Some((asked, answer)) = self.answers[place]
            && asked == colour
        {
            return answer;
        }
        let far = |other: &[u8; 3]| distance(*other, colour);
        let found = self.colours.iter().enumerate().min_by_key(|(_, other)| far(other));
        let answer = found.map_or(0, |(number, _)| number as u8);
        self.answers[place] = Some((colour, answer));
        answer
    }
}

/// Green is seen best, blue worst: see <https://www.compuphase.com/cmetric.htm>.
fn distance(one: [u8; 3], other: [u8; 3]) -> i32 {
    let [red, green, blue] = [0, 1, 2].map(|i| i32::from(one[i]) - i32::from(other[i]));
    2 * red * red + 4 * green * green + 3 * blue * blue
}

#[cfg(test)]
mod tests {
    use super::Colours;

    #[test]
    fn each_colour_is_nearest_to_itself_also_when_asked_again() {
        let all: Vec<[u8; 3]> =
            (0..255).map(|i| [i, 255 - i, (i as u16 * 7 % 256) as u8]).collect();
        let mut colours = Colours::new(&all);
        for _ in 0..2 {
            for (number, colour) in all.iter().enumerate() {
                assert_eq!(usize::from(colours.nearest(*colour)), number);
            }
        }
    }

    #[test]
    fn what_was_asked_before_changes_no_answer() {
        let all = [[0, 0, 0], [90, 90, 90], [255, 200, 10]];
        let mut asked = Colours::new(&all);
        for i in 0..2_000 {
            let colour = [i % 251, i % 241, i % 239].map(|part| part as u8);
            assert_eq!(asked.nearest(colour), Colours::new(&all).nearest(colour));
        }
    }
}
