//! The switch, and the rhythm: quiet hours and budget.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use domain::DailyWindow;
use kit::{App, Fields, Form, Me, Page, Refusal, Result, see_other};

use super::view::{self, Forms};
use super::{CONSENTS, whence};
use crate::model::{AttentionChange, ModeChange};
use crate::{actions, decide};

/// The switch was touched. Anything but a plain "on" turns it off, and off asks nothing else.
pub(super) async fn switch(
    State(app): State<App>,
    Me(me): Me,
    headers: HeaderMap,
    form: Form,
) -> Result<Response> {
    let mut tx = app.write().await?;
    let on = form.get("mode") == "on";
    if on {
        let stands = actions::attention(&mut tx, me.id).await?;
        let until = match form.some("until") {
            None => None,
            Some(button) => Some(decide::until(button, &stands, &app.settings.zone, tx.now())?),
        };
        let mode = ModeChange { on: Some(true), until };
        actions::change_attention(&mut tx, me.id, AttentionChange { mode, ..Default::default() }).await?;
    } else {
        actions::turn_off(&mut tx, me.id).await?;
    }
    tx.commit().await?;
    Ok(see_other(&whence(&headers), if on { "said-mode-on" } else { "said-mode-off" }))
}

/// Quiet hours and budget were sent.
pub(super) async fn rhythm(State(app): State<App>, Me(me): Me, page: Page, form: Form) -> Result<Response> {
    let changed = match read(&form) {
        Ok(change) => {
            let mut tx = app.write().await?;
            match actions::change_attention(&mut tx, me.id, change).await {
                Ok(_) => tx.commit().await.map_err(Refusal::from),
                Err(refusal) => Err(refusal),
            }
        }
        Err(refusal) => Err(refusal),
    };
    match changed {
        Ok(()) => Ok(see_other(CONSENTS, "said-rhythm")),
        Err(refusal) => {
            let quiet = form.on("quiet");
            let rhythm = Fields::refused(form, &refusal, page.lang);
            let forms = Forms { rhythm: Some((rhythm, quiet)), ..Forms::default() };
            view::refused(&app, me.id, page, forms, refusal).await
        }
    }
}

fn read(form: &Form) -> Result<AttentionChange> {
    let quiet = if form.on("quiet") {
        let window = DailyWindow::parse(form.get("quiet_from"), form.get("quiet_to"));
        Some(window.ok_or_else(|| Refusal::invalid("quiet_from", "hours"))?)
    } else {
        None
    };
    let per_day = form.get("per_day").parse().map_err(|_| Refusal::invalid("per_day", "number"))?;
    Ok(AttentionChange { quiet: Some(quiet), per_day: Some(per_day), ..AttentionChange::default() })
}
