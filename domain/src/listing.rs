//! What a retailer's page says of a product.

/// Whether a thing can be had. That nothing tells is a state of its own: nobody is sent out on a guess.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Availability {
    /// It can be had, or ordered.
    In,
    /// It cannot.
    Out,
    /// Nothing tells.
    Unknown,
}

impl Availability {
    /// Every availability with its name on wires and in the store.
    pub const NAMES: &'static [(Self, &'static str)] =
        &[(Self::In, "in"), (Self::Out, "out"), (Self::Unknown, "unknown")];
}

crate::named!(Availability);

/// In what state a thing is sold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Condition {
    /// New.
    New,
    /// Used.
    Used,
    /// Made as new.
    Refurbished,
    /// Damaged, and sold as such.
    Damaged,
}

impl Condition {
    /// Every condition with its name on wires and in the store.
    pub const NAMES: &'static [(Self, &'static str)] = &[
        (Self::New, "new"),
        (Self::Used, "used"),
        (Self::Refurbished, "refurbished"),
        (Self::Damaged, "damaged"),
    ];
}

crate::named!(Condition);
