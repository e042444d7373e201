//! `demo`.

use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use kit::App;
use suggest::Street;
use tokio::time::{MissedTickBehavior, interval};

use crate::compose::House;
use crate::config::Config;
use crate::demo::{self, Doing, Plan, Show};
use crate::server::{self, Failure};

/// One step of everybody who walks.
const STEP: Duration = Duration::from_secs(1);

/// What may be said on the command line.
#[derive(Debug, clap::Args)]
pub struct DemoArgs {
    /// Where to listen; 0 takes a free port.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Where the demonstration keeps its database, unless --database names another.
    #[arg(long, value_name = "FOLDER", default_value = "data/demo")]
    data: PathBuf,
    /// How many people walk; 0 for a town where nobody does.
    #[arg(long, value_name = "COUNT", default_value_t = 40, value_parser = clap::value_parser!(u64).range(0..=500))]
    walkers: u64,
    /// How many times faster than people they walk, from 0.1 to 20.
    #[arg(long, value_name = "TIMES", default_value_t = 4.0)]
    speed: f64,
    /// What chance begins with: the same seed, the same town and people.
    #[arg(long, default_value_t = 7)]
    seed: u64,
}

/// Runs the demonstration.
///
/// # Errors
/// When the address or the database cannot be had.
pub async fn run(mut config: Config, chosen: bool, args: DemoArgs) -> Result<(), Failure> {
    let mut listen: std::net::SocketAddr = config.server.listen.parse()?;
    listen.set_port(args.port);
    config.server.listen = listen.to_string();
    if !chosen {
        config.database.url = args.data.join("hyperlieu.sqlite").display().to_string();
    }
    // People of the demonstration come and go all day, and it starts in no time.
    config.database.snapshot = "off".to_owned();
    let plan = Plan { walkers: args.walkers, speed: args.speed.clamp(0.1, 20.0), seed: args.seed };
    let (listener, base_url) = server::bind(&config).await?;
    let address = listener.local_addr()?;
    let app = server::open(&config, base_url.clone(), true).await?;
    let show = prepare(&app, plan).await?;
    let personas = show.personas();
    let house = House::build(app.clone(), Some(personas.clone())).await?;
    tokio::spawn(walk(app.clone(), house.street.clone(), show));
    println!("Hyperlieu demo: {base_url}");
    for (who, link) in personas.links(&app).await? {
        println!("  {who:<10} {link}");
    }
    println!("listening on http://{address}");
    std::io::stdout().flush()?;
    server::serve_house(&config, house, listener).await
}

async fn prepare(app: &App, plan: Plan) -> Result<Show, Failure> {
    let style = ProgressStyle::with_template("{msg:34} {wide_bar} {percent:>3} %")?;
    let bar = ProgressBar::new(1);
    bar.set_style(style);
    let mut tell = |doing, done, total| {
        bar.set_message(words(doing));
        bar.set_length(total);
        bar.set_position(done);
    };
    let show = demo::prepare(app, plan, &mut tell).await;
    bar.finish_and_clear();
    show
}

fn words(doing: Doing) -> &'static str {
    match doing {
        Doing::Reading => "unfolding the map of Redon",
        Doing::Importing => "drawing streets and shop signs",
        Doing::Stocking => "filling the shelves",
        Doing::Waking => "waking people up, gently",
    }
}

/// Lets the show go on until the server stops; a step that fails is logged and the next one taken.
async fn walk(app: App, street: Arc<Street>, mut show: Show) {
    let mut steps = interval(STEP);
    steps.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = steps.tick() => {}
            () = app.stop.requested() => return,
        }
        if let Err(error) = show.step(&app, &street).await {
            tracing::error!(%error, "a step of the demonstration failed");
        }
    }
}
