//! Reading a city's CSV files: a header, whole numbers, no quotes, no blanks. What cannot be read is told by file, line and
//! column.

use std::fmt;
use std::ops::RangeInclusive;
use std::path::Path;

use crate::server::Failure;

/// A value that is not what its column holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadValue {
    /// The file's name.
    pub file: String,
    /// The line, the header being the first.
    pub line: usize,
    /// The column's name in the header.
    pub column: String,
    /// What is wrong.
    pub said: String,
}

impl fmt::Display for BadValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, line {}, column {}: {}", self.file, self.line, self.column, self.said)
    }
}

impl std::error::Error for BadValue {}

/// A line whose fields are taken from left to right.
pub(super) struct Line<'t> {
    file: &'t str,
    number: usize,
    columns: &'t [&'t str],
    taken: usize,
    rest: Option<&'t [u8]>,
}

impl<'t> Line<'t> {
    /// Says what is wrong with the field taken last.
    pub(super) fn bad(&self, said: impl Into<String>) -> BadValue {
        let column = self.columns.get(self.taken.saturating_sub(1)).or(self.columns.last());
        BadValue {
            file: self.file.to_owned(),
            line: self.number,
            column: column.copied().unwrap_or_default().to_owned(),
            said: said.into(),
        }
    }

    /// The next field.
    pub(super) fn field(&mut self) -> Result<&'t [u8], BadValue> {
        self.taken += 1;
        let rest = self.rest.take().ok_or_else(|| self.bad("it is missing"))?;
        let Some(comma) = rest.iter().position(|&byte| byte == b',') else { return Ok(rest) };
        self.rest = Some(&rest[comma + 1..]);
        Ok(&rest[..comma])
    }

    /// The next field as a whole number.
    pub(super) fn whole<N: TryFrom<u64>>(&mut self) -> Result<N, BadValue> {
        let field = self.field()?;
        self.number_of(field)
    }

    /// The next field as a whole number of a range.
    pub(super) fn within<N: TryFrom<u64> + PartialOrd + fmt::Display>(
        &mut self,
        range: &RangeInclusive<N>,
    ) -> Result<N, BadValue> {
        let number = self.whole()?;
        let (least, most) = (range.start(), range.end());
        if range.contains(&number) {
            Ok(number)
        } else {
            Err(self.bad(format!("{number} is not within {least} to {most}")))
        }
    }

    /// The next field as whole numbers joined by `|`; there may be none.
    pub(super) fn list(&mut self) -> Result<Vec<u32>, BadValue> {
        let field = self.field()?;
        let parts = field.split(|&byte| byte == b'|').filter(|_| !field.is_empty());
        parts.map(|part| self.number_of(part)).collect()
    }

    fn number_of<N: TryFrom<u64>>(&self, text: &[u8]) -> Result<N, BadValue> {
        let number = digits(text).and_then(|number| N::try_from(number).ok());
        number.ok_or_else(|| {
            self.bad(format!("`{}` is no whole number that fits here", String::from_utf8_lossy(text)))
        })
    }
}

/// Up to eighteen digits, which cannot overflow.
fn digits(text: &[u8]) -> Option<u64> {
    if text.is_empty() || text.len() > 18 || !text.iter().all(u8::is_ascii_digit) {
        return None;
    }
    Some(text.iter().fold(0, |number, digit| number * 10 + u64::from(digit - b'0')))
}

/// Reads every line of a file whose header must be this one.
pub(super) fn file<T>(
    folder: &Path,
    name: &str,
    header: &str,
    row: impl FnMut(&mut Line<'_>) -> Result<T, BadValue>,
) -> Result<Vec<T>, Failure> {
    let path = folder.join(name);
    let bytes = std::fs::read(&path).map_err(|why| format!("{}: {why}", path.display()))?;
    Ok(lines(name, header, &bytes, row)?)
}

fn lines<T>(
    file: &str,
    header: &str,
    bytes: &[u8],
    mut row: impl FnMut(&mut Line<'_>) -> Result<T, BadValue>,
) -> Result<Vec<T>, BadValue> {
    let columns: Vec<&str> = header.split(',').collect();
    let text = bytes.strip_suffix(b"\n").unwrap_or(bytes);
    let mut texts = text.split(|&byte| byte == b'\n').zip(1..);
    let line = |number, rest| Line { file, number, columns: &columns, taken: 0, rest };
    if texts.next().is_none_or(|(first, _)| first != header.as_bytes()) {
        return Err(line(1, None).bad(format!("the header must be `{header}`")));
    }
    let mut rows = Vec::with_capacity(bytes.len() / header.len().max(1));
    for (text, number) in texts {
        let mut line = line(number, Some(text));
        rows.push(row(&mut line)?);
        if line.rest.is_some() {
            return Err(line.bad("more follows it than the header names"));
        }
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Vec<(u32, u8, Vec<u32>)>, String> {
        let row = |line: &mut Line<'_>| Ok((line.whole()?, line.within(&(1..=9))?, line.list()?));
        lines("wishes.csv", "id,rank,denied", text.as_bytes(), row).map_err(|why| why.to_string())
    }

    #[test]
    fn lines_are_read_with_or_without_the_last_line_break() {
        let expected = vec![(1, 2, vec![]), (3, 4, vec![5, 6])];
        for text in ["id,rank,denied\n1,2,\n3,4,5|6\n", "id,rank,denied\n1,2,\n3,4,5|6"] {
            assert_eq!(read(text), Ok(expected.clone()));
        }
        assert_eq!(read("id,rank,denied\n"), Ok(vec![]));
    }

    #[test]
    fn what_cannot_be_read_is_told_by_file_line_and_column() {
        let told = |text: &str| read(&format!("id,rank,denied\n1,2,\n{text}\n")).unwrap_err();
        assert_eq!(told("12x,2,"), "wishes.csv, line 3, column id: `12x` is no whole number that fits here");
        assert_eq!(told("1,10,"), "wishes.csv, line 3, column rank: 10 is not within 1 to 9");
        assert!(told("1,2,3||4").starts_with("wishes.csv, line 3, column denied: `` is no"));
        assert_eq!(told("1,2"), "wishes.csv, line 3, column denied: it is missing");
        assert_eq!(
            told("1,2,3,4"),
            "wishes.csv, line 3, column denied: more follows it than the header names"
        );
        for bad in ["", "4294967296,2,", "-1,2,", " 1,2,", "99999999999999999999,2,", "1.0,2,"] {
            assert!(told(bad).starts_with("wishes.csv, line 3, column id: "), "{bad}: {}", told(bad));
        }
        let header = read("id,rank\n").unwrap_err();
        assert_eq!(header, "wishes.csv, line 1, column id: the header must be `id,rank,denied`");
    }
}
