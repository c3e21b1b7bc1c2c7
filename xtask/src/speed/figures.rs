//! Measured figures, and how they are printed.

/// The value below which the given part of the values lies.
pub fn part(values: &[f64], part: f64) -> f64 {
    let mut values = values.to_vec();
    values.sort_by(f64::total_cmp);
    values[((values.len() - 1) as f64 * part).round() as usize]
}

/// Prints a row in milliseconds beside what is wished for.
pub fn print(what: &str, milliseconds: f64, wish: &str) {
    println!("{what:<58}{milliseconds:>6.1} ms   wish: {wish}");
}

#[cfg(test)]
mod tests {
    use super::part;

    #[test]
    fn the_median_lies_in_the_middle() {
        assert_eq!(part(&[3.0, 1.0, 2.0], 0.5), 2.0);
        assert_eq!(part(&[3.0, 1.0, 2.0], 1.0), 3.0);
    }
}
