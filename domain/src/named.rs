//! One table per closed enum gives its name on wires and in the store, both ways.

/// Gives an enum with a `NAMES` table `name()`, `Display` and `FromStr`.
#[macro_export]
macro_rules! named {
    ($type:ident) => {
        impl $type {
            /// The name on wires and in the store.
            #[must_use]
            pub fn name(self) -> &'static str {
                Self::NAMES.iter().find(|(value, _)| *value == self).map_or("", |(_, name)| name)
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.name())
            }
        }

        impl std::str::FromStr for $type {
            type Err = $crate::named::UnknownName;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                let known = Self::NAMES.iter().find(|(_, name)| *name == text);
                known.map(|(value, _)| *value).ok_or($crate::named::UnknownName)
            }
        }
    };
}

/// A text that names no value of the enum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownName;
