//! Logs and metrics. Neither ever holds a position or a wish: their types print nothing, and routes are told by shape.

use std::io::IsTerminal;

use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use tracing_subscriber::EnvFilter;

use crate::config::Log;
use crate::waking::Beside;

/// Starts logging to standard error, in colours where somebody looks who wants them. A second start in one process does
/// nothing.
pub fn log(log: &Log) {
    let filter = EnvFilter::try_new(&log.level).unwrap_or_else(|_| EnvFilter::new("info"));
    let plain = std::env::var_os("NO_COLOR").is_some_and(|said| !said.is_empty());
    let writer = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(|| Beside)
        .with_ansi(!plain && std::io::stderr().is_terminal())
        .with_target(false);
    // An error means that somebody (a test) set one up before.
    let _ = if log.format == "json" { writer.json().try_init() } else { writer.compact().try_init() };
}

/// Starts gathering metrics; gives the handle that prints them.
#[must_use]
pub fn metrics() -> PrometheusHandle {
    let buckets = [0.000_5, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5];
    let builder = PrometheusBuilder::new().set_buckets(&buckets).unwrap_or_else(|_| PrometheusBuilder::new());
    let recorder = builder.build_recorder();
    let handle = recorder.handle();
    // An error means that somebody (a test) gathers already; this handle then prints nothing of theirs.
    let _ = metrics::set_global_recorder(recorder);
    handle
}
