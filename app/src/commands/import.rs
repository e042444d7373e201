//! `import osm FILE` and `import offers FILE.csv`: good lines kept, bad ones told, run again without doubles.

use std::fs::File;
use std::path::PathBuf;

use clap::Subcommand;
use domain::{OrganisationId, PlaceId};
use indicatif::{ProgressBar, ProgressStyle};
use kit::{App, Lang};

use super::keys::told;
use crate::config::Config;
use crate::server::{self, Failure};

/// Lines told one by one before the rest is counted.
const TOLD: usize = 20;

/// What to import.
#[derive(Debug, Subcommand)]
pub enum Import {
    /// Places, streets and buildings from an OpenStreetMap extract (.osm, .osm.gz, .osm.pbf).
    Osm {
        /// The extract.
        file: PathBuf,
        /// The town's name; that of the file when absent.
        #[arg(long)]
        town: Option<String>,
    },
    /// An organisation's offers from a CSV file.
    Offers {
        /// The file.
        file: PathBuf,
        /// Whose offers.
        #[arg(long, value_name = "ORGANISATION")]
        organisation: String,
        /// Where they are to be had; the organisation's only place when absent.
        #[arg(long, value_name = "PLACE")]
        place: Option<String>,
    },
}

/// Imports, showing how far it is.
///
/// # Errors
/// When the file cannot be read at all, or the database fails.
pub async fn run(config: &Config, what: Import) -> Result<(), Failure> {
    let app = server::open(config, String::new(), false).await?;
    match what {
        Import::Osm { file, town } => osm(&app, file, town).await?,
        Import::Offers { file, organisation, place } => offers(&app, file, &organisation, place).await?,
    }
    app.db.close().await;
    Ok(())
}

/// A bar that shows bytes or rows and says what is being done.
fn bar(total: u64, doing: &'static str) -> ProgressBar {
    let style = ProgressStyle::with_template("{msg:24} {wide_bar} {percent:>3} %  {eta:>4}");
    let bar = ProgressBar::new(total).with_message(doing);
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar
}

async fn osm(app: &App, file: PathBuf, name: Option<String>) -> Result<(), Failure> {
    let stem = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let name = name.unwrap_or_else(|| stem.split('.').next().unwrap_or_default().to_owned());
    let reading =
        bar(std::fs::metadata(&file).map_err(|why| format!("{}: {why}", file.display()))?.len(), "reading");
    let shown = reading.clone();
    let read = tokio::task::spawn_blocking(move || {
        place::osm::read_file(&file, &mut |progress| shown.set_position(progress.read))
    });
    let town = read.await?.map_err(|refused| refused.to_string())?;
    reading.finish_and_clear();
    let writing = bar(1, "writing");
    let report = place::import_osm(app, town, &name, |done, total| {
        writing.set_length(total);
        writing.set_position(done);
    });
    let report = report.await.map_err(told)?;
    writing.finish_and_clear();
    for skipped in report.skipped.iter().take(TOLD) {
        eprintln!("{skipped}");
    }
    if report.skipped.len() > TOLD {
        eprintln!("… and {} more", report.skipped.len() - TOLD);
    }
    println!(
        "{name}: {} places added, {} updated, {} unchanged; {} shapes of the map; {} left out",
        report.added,
        report.updated,
        report.unchanged,
        report.shapes,
        report.skipped.len()
    );
    Ok(())
}

async fn offers(app: &App, file: PathBuf, organisation: &str, place: Option<String>) -> Result<(), Failure> {
    let organisation: OrganisationId =
        organisation.parse().map_err(|why| format!("--organisation: {why}"))?;
    let place: PlaceId = match place {
        Some(place) => place.parse().map_err(|why| format!("--place: {why}"))?,
        None => {
            let places = place::of_organisation(&mut app.read().await?, organisation).await?;
            let [only] = places.as_slice() else {
                return Err(
                    format!("{organisation} has {} places: say which with --place", places.len()).into()
                );
            };
            only.id
        }
    };
    let source = File::open(&file).map_err(|why| format!("{}: {why}", file.display()))?;
    let reading = bar(source.metadata()?.len(), "offers");
    let shown = reading.clone();
    let report = offer::import_csv(app, organisation, place, source, move |read| shown.set_position(read));
    let report = report.await.map_err(told)?;
    reading.finish_and_clear();
    for line in &report.refused {
        eprintln!("line {}, {}: {}", line.line, line.column, Lang::En.t(&format!("field-{}", line.code)));
    }
    println!(
        "{} offers added, {} updated, {} unchanged; {} lines refused",
        report.added,
        report.updated,
        report.unchanged,
        report.refused.len()
    );
    Ok(())
}
