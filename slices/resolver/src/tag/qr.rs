//! A link as a square code, drawn as one path.

use std::fmt::Write;

use fast_qr::{ECL, QRBuilder};

/// Free squares about the code, so that a camera finds its edge (ISO/IEC 18004, section 6.3.8).
const QUIET: usize = 4;

/// The drawing of a link: the side of its box in squares, and the path of the dark ones. `None` when the link is too long.
#[must_use]
pub fn square(link: &str) -> Option<(usize, String)> {
    // A quarter of it may be scratched off.
    let code = QRBuilder::new(link).ecl(ECL::Q).build().ok()?;
    let mut path = String::new();
    for down in 0..code.size {
        let row = &code[down];
        let mut across = 0;
        while across < code.size {
            let run = row[across..code.size].iter().take_while(|module| module.value()).count();
            if run > 0 {
                let (x, y) = (across + QUIET, down + QUIET);
                write!(path, "M{x} {y}h{run}v1h-{run}z").ok()?;
            }
            across += run.max(1);
        }
    }
    Some((code.size + 2 * QUIET, path))
}

/// The code as a picture of its own, to be put on a sign.
pub(crate) fn svg(link: &str) -> Option<String> {
    let (side, path) = square(link)?;
    Some(format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{side}v{side}H0z"/><path fill="#000" d="{path}"/></svg>"##
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_drawn_with_its_three_eyes() {
        let (side, path) = square("https://redon.example/t/K7QM2F94").unwrap();
        assert!(side >= 21 + 2 * QUIET);
        let last = side - QUIET - 7;
        for eye in
            [format!("M{QUIET} {QUIET}h7v1"), format!("M{last} {QUIET}h7v1"), format!("M{QUIET} {last}h7v1")]
        {
            assert!(path.contains(&eye), "{eye}: {path}");
        }
        assert!(svg("https://redon.example/t/K7QM2F94").unwrap().starts_with("<svg "));
        assert_eq!(square(&"x".repeat(10_000)), None);
    }
}
