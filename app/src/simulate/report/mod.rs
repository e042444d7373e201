//! What is told of a run: one list of rows, written as Markdown, CSV and JSON, a plot, and the list of who was told what.

mod plot;
mod rows;

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

use domain::{Instant, Money};
use kit::Lang;
use kit::words::Words;

use super::Outcome;
use super::script::private;
use super::tally::Tally;
use crate::server::Failure;

use rows::{Row, Value};

/// Shops of which the page tells; the files tell of all.
const SHOPS: usize = 15;

/// What is told of an outcome, in a language.
#[derive(Debug)]
pub struct Report<'a> {
    outcome: &'a Outcome,
    lang: Lang,
    rows: Vec<Row>,
}

impl<'a> Report<'a> {
    /// Makes the report.
    #[must_use]
    pub fn of(outcome: &'a Outcome, lang: Lang) -> Self {
        Self { outcome, lang, rows: rows::of(outcome, lang) }
    }

    /// The page.
    #[must_use]
    pub fn markdown(&self) -> String {
        let Outcome { town, seed, zone, start, days, baseline, .. } = self.outcome;
        let args = [
            ("town", town.clone()),
            ("seed", seed.to_string()),
            ("date", zone.date(*start)),
            ("days", days.to_string()),
            ("members", baseline.members.to_string()),
            ("wishes", baseline.wishes.to_string()),
            ("offers", baseline.offers.to_string()),
        ];
        let mut out = format!("# {}\n\n", self.lang.with("simulate-title", &args));
        let _ = writeln!(out, "{}", self.lang.with("simulate-lead", &args));
        for rows in self.rows.chunk_by(|a, b| a.section == b.section) {
            let section = rows.first().map_or("", |row| row.section);
            let _ = writeln!(out, "\n## {}\n", self.lang.t(&format!("simulate-{section}")));
            if section == rows::BY_SHOP {
                self.shops(rows, &mut out);
                continue;
            }
            out.push_str(&self.head());
            for row in rows {
                let _ = writeln!(out, "{}", self.line(row));
            }
        }
        for tally in self.sides() {
            for breach in &tally.breaches {
                let _ = writeln!(out, "\n{breach}");
            }
        }
        out
    }

    /// A line a shop, the busiest first; a change shows as an arrow.
    fn shops(&self, rows: &[Row], out: &mut String) {
        let t = |key: &str| self.lang.t(&format!("simulate-{}-{key}", rows::BY_SHOP));
        let _ = writeln!(out, "| | {} | {} | {} |\n|---|--:|--:|--:|", t("told"), t("met"), t("earned"));
        let shops: Vec<&[Row]> = rows.chunk_by(|a, b| a.of == b.of).collect();
        for shop in shops.iter().take(SHOPS) {
            let name = shop.first().map_or("", |row| row.label.as_str()).replace('|', "/");
            let cell = |part: &str| {
                let of = shop.iter().filter(|row| row.part.starts_with(part));
                let said: Vec<String> = of.map(|row| self.arrow(row)).collect();
                said.join(", ")
            };
            let _ = writeln!(out, "| {name} | {} | {} | {} |", cell("told"), cell("met"), cell("earned"));
        }
        if let Some(more) = shops.len().checked_sub(SHOPS).filter(|more| *more > 0) {
            let more = self.lang.with("simulate-shops-more", &[("more", more.to_string())]);
            let _ = writeln!(out, "\n{more}");
        }
    }

    fn arrow(&self, row: &Row) -> String {
        let before = self.said(row.baseline);
        let changed = row.changed.filter(|changed| *changed != row.baseline);
        changed.map_or_else(|| before.clone(), |changed| format!("{before} → {}", self.said(changed)))
    }

    fn sides(&self) -> impl Iterator<Item = &Tally> {
        std::iter::once(&self.outcome.baseline).chain(&self.outcome.changed)
    }

    fn head(&self) -> String {
        let t = |key: &str| self.lang.t(&format!("simulate-{key}"));
        if self.outcome.changed.is_some() {
            format!("| | {} | {} | {} |\n|---|--:|--:|--:|\n", t("baseline"), t("changed"), t("difference"))
        } else {
            format!("| | {} |\n|---|--:|\n", t("baseline"))
        }
    }

    fn line(&self, row: &Row) -> String {
        let mut line = format!("| {} | {} |", row.label.replace('|', "/"), self.said(row.baseline));
        if let Some(changed) = row.changed {
            let difference = changed.minus(row.baseline);
            let sign = if difference.number() > 0 { "+" } else { "" };
            let _ = write!(line, " {} | {sign}{} |", self.said(changed), self.said(difference));
        }
        line
    }

    fn said(&self, value: Value) -> String {
        match value {
            Value::Count(count) => count.to_string(),
            Value::Percent(percent) => format!("{percent} %"),
            Value::Money(money) => {
                let words = Words { lang: self.lang, zone: &self.outcome.zone, now: self.outcome.start };
                let shown = words.money(Money { minor: money.minor.abs(), ..money });
                if money.minor < 0 { format!("-{shown}") } else { shown }
            }
        }
    }

    /// The rows for a spreadsheet.
    ///
    /// # Errors
    /// Never in practice: writing goes to memory.
    pub fn csv(&self) -> Result<Vec<u8>, Failure> {
        let mut out = csv::Writer::from_writer(Vec::new());
        out.write_record(["section", "key", "label", "unit", "baseline", "changed", "difference"])?;
        for row in &self.rows {
            let changed = row.changed.map(Value::plain).unwrap_or_default();
            let difference =
                row.changed.map(|changed| changed.minus(row.baseline).plain()).unwrap_or_default();
            let baseline = row.baseline.plain();
            out.write_record([
                row.section,
                &row.key(),
                &row.label,
                &row.baseline.unit(),
                &baseline,
                &changed,
                &difference,
            ])?;
        }
        Ok(out.into_inner().map_err(|why| why.to_string())?)
    }

    /// The rows for a program.
    ///
    /// # Errors
    /// Never in practice: writing goes to memory.
    pub fn json(&self) -> Result<String, Failure> {
        let Outcome { town, seed, zone, start, days, .. } = self.outcome;
        let row = |row: &Row| {
            serde_json::json!({
                "section": row.section,
                "key": row.key(),
                "label": row.label,
                "unit": row.baseline.unit(),
                "baseline": row.baseline.number(),
                "changed": row.changed.map(Value::number),
            })
        };
        let rows: Vec<_> = self.rows.iter().map(row).collect();
        let breaches: Vec<&[String]> = self.sides().map(Tally::breaches).collect();
        let whole = serde_json::json!({
            "town": town,
            "seed": seed,
            "zone": zone.name(),
            "start": start.to_rfc3339(),
            "days": days,
            "rows": rows,
            "breaches": breaches,
        });
        Ok(serde_json::to_string_pretty(&whole)? + "\n")
    }

    /// Suggestions and encounters by hour.
    #[must_use]
    pub fn svg(&self) -> String {
        plot::by_hour(self.outcome, self.lang)
    }

    /// Who was told what, when, why, and what they made of it. Names members by their ids: for the operator's eyes.
    ///
    /// # Errors
    /// Never in practice: writing goes to memory.
    pub fn told(&self) -> Result<Vec<u8>, Failure> {
        let mut out = csv::Writer::from_writer(Vec::new());
        let head = [
            "run", "at", "member", "offer", "title", "place", "metres", "price", "currency", "reasons",
            "answer",
        ];
        out.write_record(head)?;
        for (run, tally) in ["baseline", "changed"].into_iter().zip(self.sides()) {
            for line in &tally.lines {
                let texts = [
                    run.to_owned(),
                    Instant::to_rfc3339(line.at),
                    line.member.to_string(),
                    line.offer.to_string(),
                    line.title.clone(),
                    line.place.clone(),
                    line.metres.to_string(),
                    line.price.plain(),
                    line.price.currency.to_string(),
                    line.reasons.join(" "),
                    line.answer.to_owned(),
                ];
                out.write_record(texts)?;
            }
        }
        Ok(out.into_inner().map_err(|why| why.to_string())?)
    }

    /// Writes everything into a folder; `told.csv` so that only its owner can read it.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn write(&self, folder: &Path) -> Result<(), Failure> {
        std::fs::create_dir_all(folder).map_err(|why| format!("{}: {why}", folder.display()))?;
        let files = [
            ("report.md", self.markdown().into_bytes()),
            ("report.csv", self.csv()?),
            ("hours.svg", self.svg().into()),
        ];
        for (name, bytes) in files.into_iter().chain([("report.json", self.json()?.into_bytes())]) {
            std::fs::write(folder.join(name), bytes).map_err(|why| format!("{name}: {why}"))?;
        }
        private(&folder.join("told.csv"))?.write_all(&self.told()?)?;
        Ok(())
    }
}
