//! What can be wrong with an extract. Pages word these by [`Problem::key`]; `Display` is for logs and the terminal.

use std::fmt;
use std::io;

/// One thing that could not be read; the rest of the file was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineError {
    /// The line of the XML on which it stands, from 1; `None` in a PBF.
    pub line: Option<u64>,
    /// The OSM object concerned, such as `way/4711`.
    pub osm: Option<String>,
    /// What is wrong.
    pub problem: Problem,
}

/// What is wrong with one object or from one point on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// The file ends in the middle; what came before was kept.
    CutShort,
    /// The file is broken from here on; what came before was kept.
    Broken(String),
    /// A block of a PBF cannot be decoded; the others were.
    BadBlock,
    /// An attribute is missing or is not what it should be.
    BadAttribute(&'static str),
    /// A position lies off the Earth.
    OffTheEarth,
    /// A way names this many nodes that are not in the file.
    MissingNodes(usize),
    /// A multipolygon has members that are not in the file, or its rings do not close.
    OpenRing,
    /// A place is a relation that is no multipolygon, so it has no outline.
    NoOutline,
    /// Opening hours that cannot be read, or never open in an ordinary week; the text was kept.
    BadHours(String),
}

impl Problem {
    /// The key of its wording in the language files.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::CutShort => "osm-problem-cut-short",
            Self::Broken(_) => "osm-problem-broken",
            Self::BadBlock => "osm-problem-bad-block",
            Self::BadAttribute(_) => "osm-problem-bad-attribute",
            Self::OffTheEarth => "osm-problem-off-the-earth",
            Self::MissingNodes(_) => "osm-problem-missing-nodes",
            Self::OpenRing => "osm-problem-open-ring",
            Self::NoOutline => "osm-problem-no-outline",
            Self::BadHours(_) => "osm-problem-bad-hours",
        }
    }

    /// What its wording calls `$detail`: a count, a name or a text; empty when it has none.
    #[must_use]
    pub fn detail(&self) -> String {
        match self {
            Self::Broken(text) | Self::BadHours(text) => text.clone(),
            Self::BadAttribute(name) => (*name).to_owned(),
            Self::MissingNodes(count) => count.to_string(),
            Self::CutShort | Self::BadBlock | Self::OffTheEarth | Self::OpenRing | Self::NoOutline => {
                String::new()
            }
        }
    }

    /// Whether every extract has some: objects that cross its edge.
    #[must_use]
    pub fn is_of_the_edge(&self) -> bool {
        matches!(self, Self::MissingNodes(_) | Self::OpenRing)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::CutShort => f.write_str("the file ends in the middle; what came before was kept"),
            Self::Broken(how) => write!(f, "the file is broken here ({how}); what came before was kept"),
            Self::BadBlock => f.write_str("a block of the file cannot be decoded"),
            Self::BadAttribute(name) => write!(f, "the attribute {name} is missing or unreadable"),
            Self::OffTheEarth => f.write_str("the position lies off the Earth"),
            Self::MissingNodes(count) => write!(f, "{count} of its nodes are not in the file"),
            Self::OpenRing => f.write_str("its outline does not close within the file"),
            Self::NoOutline => f.write_str("it is a relation without an outline"),
            Self::BadHours(text) => write!(f, "its opening hours cannot be read: {text}"),
        }
    }
}

impl fmt::Display for LineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(line) = self.line {
            write!(f, "line {line}: ")?;
        }
        if let Some(osm) = &self.osm {
            write!(f, "{osm}: ")?;
        }
        self.problem.fmt(f)
    }
}

/// Why a file was not read at all.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// It is something else.
    #[error("this is not an OpenStreetMap extract (.osm, .osm.gz or .osm.pbf); it looks like {looks_like}")]
    NotOsm {
        /// What it looks like, in a word or two.
        looks_like: &'static str,
    },
    /// It declares a document type, which OSM files never do and which entity bombs need.
    #[error(
        "the file declares a document type, which no OpenStreetMap extract does; it was not read further"
    )]
    DocumentType,
    /// It needs a feature of PBF that this reader lacks.
    #[error("the file needs a feature that is not supported: {0}")]
    Feature(String),
    /// It holds more than [`super::KEPT_BYTES`].
    #[error("the extract is too large; cut it to the neighbourhood first")]
    TooLarge,
    /// It could not be read.
    #[error("the file cannot be read: {0}")]
    Io(#[from] io::Error),
}

impl Refused {
    /// The key of its wording in the language files.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::NotOsm { .. } => "osm-refused-not-osm",
            Self::DocumentType => "osm-refused-document-type",
            Self::Feature(_) => "osm-refused-feature",
            Self::TooLarge => "osm-refused-too-large",
            Self::Io(_) => "osm-refused-io",
        }
    }

    /// What its wording calls `$detail`; empty when it has none.
    #[must_use]
    pub fn detail(&self) -> String {
        match self {
            Self::Feature(name) => name.clone(),
            Self::Io(error) => error.to_string(),
            Self::NotOsm { .. } | Self::DocumentType | Self::TooLarge => String::new(),
        }
    }
}
