//! Registered statements: every SQL text of the house is a constant that one test prepares on both engines.

/// One SQL text, or a counted pair where the dialects differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Statement {
    /// The constant's name, told in errors.
    pub name: &'static str,
    /// The text for SQLite.
    pub sqlite: &'static str,
    /// The text for PostgreSQL.
    pub postgres: &'static str,
}

impl Statement {
    /// One text for both engines.
    #[must_use]
    pub const fn new(name: &'static str, sql: &'static str) -> Self {
        Self { name, sqlite: sql, postgres: sql }
    }

    /// A pair of dialects; under 5 % of all statements.
    #[must_use]
    pub const fn pair(name: &'static str, sqlite: &'static str, postgres: &'static str) -> Self {
        Self { name, sqlite, postgres }
    }
}

/// Declares statements as constants and lists them in `ALL`.
///
/// `NAME = "…" ;` is one text for both engines, `NAME = "sqlite…" | "postgres…" ;` a pair.
#[macro_export]
macro_rules! statements {
    ($($(#[$doc:meta])* $name:ident = $sqlite:literal $(| $postgres:literal)?;)*) => {
        $(
            $(#[$doc])*
            #[doc = concat!("\n\n```sql\n", $sqlite, "\n```")]
            pub const $name: $crate::Statement = $crate::statements!(@one stringify!($name), $sqlite $(, $postgres)?);
        )*
        /// Every statement of this file, for the test that prepares them all.
        pub const ALL: &[$crate::Statement] = &[$($name),*];
    };
    (@one $name:expr, $sql:literal) => { $crate::Statement::new($name, $sql) };
    (@one $name:expr, $sqlite:literal, $postgres:literal) => { $crate::Statement::pair($name, $sqlite, $postgres) };
}
