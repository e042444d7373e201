//! Sizes: a number and its unit, brought to one unit for each dimension.

/// What a size measures, and the unit its values are in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dimension {
    /// Millilitres.
    Volume,
    /// Grams.
    Mass,
    /// Millimetres.
    Length,
    /// Megabytes, by thousands.
    Memory,
    /// Watts.
    Power,
    /// Volts.
    Voltage,
    /// Megahertz.
    Frequency,
    /// Milliampere hours.
    Charge,
    /// Megapixels.
    Pixels,
    /// Seconds.
    Time,
    /// Parts of a hundred.
    Percent,
}

impl Dimension {
    /// The unit its values are in.
    pub(crate) const fn unit(self) -> &'static str {
        match self {
            Self::Volume => "ml",
            Self::Mass => "g",
            Self::Length => "mm",
            Self::Memory => "MB",
            Self::Power => "W",
            Self::Voltage => "V",
            Self::Frequency => "MHz",
            Self::Charge => "mAh",
            Self::Pixels => "MP",
            Self::Time => "s",
            Self::Percent => "%",
        }
    }
}

/// Units as they stand beside numbers, folded, in French and English; the factor brings a value to its dimension's unit.
const UNITS: &[(&str, Dimension, f64)] = {
    use Dimension::{Charge, Frequency, Length, Mass, Memory, Percent, Pixels, Power, Time, Voltage, Volume};
    &[
        ("ml", Volume, 1.0),
        ("millilitre", Volume, 1.0),
        ("cl", Volume, 10.0),
        ("centilitre", Volume, 10.0),
        ("dl", Volume, 100.0),
        ("l", Volume, 1000.0),
        ("litre", Volume, 1000.0),
        ("liter", Volume, 1000.0),
        ("mg", Mass, 0.001),
        ("g", Mass, 1.0),
        ("gr", Mass, 1.0),
        ("gramme", Mass, 1.0),
        ("gram", Mass, 1.0),
        ("kg", Mass, 1000.0),
        ("kilo", Mass, 1000.0),
        ("oz", Mass, 28.349_523),
        ("lb", Mass, 453.592_37),
        ("mm", Length, 1.0),
        ("cm", Length, 10.0),
        ("metre", Length, 1000.0),
        ("meter", Length, 1000.0),
        ("inch", Length, 25.4),
        ("pouce", Length, 25.4),
        ("ft", Length, 304.8),
        ("feet", Length, 304.8),
        ("kb", Memory, 0.001),
        ("ko", Memory, 0.001),
        ("mb", Memory, 1.0),
        ("mo", Memory, 1.0),
        ("gb", Memory, 1000.0),
        ("go", Memory, 1000.0),
        ("tb", Memory, 1_000_000.0),
        ("to", Memory, 1_000_000.0),
        ("w", Power, 1.0),
        ("watt", Power, 1.0),
        ("kw", Power, 1000.0),
        ("v", Voltage, 1.0),
        ("volt", Voltage, 1.0),
        ("mhz", Frequency, 1.0),
        ("ghz", Frequency, 1000.0),
        ("mah", Charge, 1.0),
        ("megapixel", Pixels, 1.0),
        ("mpix", Pixels, 1.0),
        ("min", Time, 60.0),
        ("minute", Time, 60.0),
        ("%", Percent, 1.0),
    ]
};

/// The dimension and factor of a unit as written beside a number.
pub(crate) fn unit(written: &str) -> Option<(Dimension, f64)> {
    let bare = match written {
        "inches" => "inch",
        long if long.len() > 3 => long.strip_suffix('s').unwrap_or(long),
        short => short,
    };
    UNITS.iter().find(|(name, ..)| *name == bare).map(|&(_, dimension, factor)| (dimension, factor))
}

/// Whether two values of one dimension are one size: within two parts of a hundred, as 61 cm is 24 inches.
pub(crate) fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 0.021 * a.abs().max(b.abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_meet_in_their_dimension() {
        for (a, x, b, y) in
            [("cl", 250.0, "l", 2.5), ("go", 1000.0, "to", 1.0), ("kg", 0.75, "grammes", 750.0)]
        {
            let (one, other) = (unit(a).unwrap(), unit(b).unwrap());
            assert_eq!(one.0, other.0, "{a} {b}");
            assert!((one.1 * x - other.1 * y).abs() < 1e-6, "{a} {b}");
        }
        assert!(near(unit("inches").unwrap().1 * 24.0, unit("cm").unwrap().1 * 61.0));
        assert!(!near(32.0, 24.0));
        assert!(unit("chaise").is_none());
    }
}
