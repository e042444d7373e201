//! W3, contact: carriers who newly come within 50 m of each other, strictly in the order of their reports.

use std::fmt::Write;
use std::hint::black_box;

use domain::{Attention, Instant, MemberId, Mode, Moment, limits};
use engine::{Contact, World};

use super::city::SeenRow;
use super::ground::{Maker, id, number};
use super::passes::Work;
use crate::server::Failure;

/// How near a contact is.
const WITHIN_M: u32 = 50;

/// A World of carriers with their switch on, and their reports.
pub(super) fn world(maker: &Maker, rows: &[SeenRow]) -> Result<(World, Vec<Moment>), Failure> {
    let mut world = maker.world(limits::PRESENCE_S);
    for row in rows {
        let member: MemberId = id(row.who);
        if !world.listens(member, Instant::from_secs(row.at)) {
            world.put_member(member);
            let mode = Mode::On { until: None };
            world.put_attention(Attention { mode, quiet: None, ..Attention::new(member) });
        }
    }
    let moments = rows.iter().map(|row| maker.moment(row)).collect::<Result<_, _>>()?;
    Ok((world, moments))
}

/// One line of the answer.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Row {
    report: u32,
    carrier: u32,
    other: u32,
}

/// The answers' file.
pub(super) fn csv(rows: &[Row]) -> String {
    let mut out = "seq,carrier_a,carrier_b\n".to_owned();
    for Row { report, carrier, other } in rows {
        let _ = writeln!(out, "{report},{carrier},{other}");
    }
    out
}

/// Hears every report in order.
pub(super) fn answers(world: &mut World, rows: &[SeenRow], moments: &[Moment]) -> Result<Vec<Row>, Failure> {
    let (mut all, mut contacts) = (Vec::new(), Vec::new());
    for (row, moment) in rows.iter().zip(moments) {
        let heard = world.contacts(moment, WITHIN_M, moment.at, &mut contacts);
        heard.map_err(|why| format!("report {} was refused: {}", row.id, why.code()))?;
        let met = contacts.iter().map(|contact: &Contact| number(contact.member));
        all.extend(met.map(|other| Row { report: row.id, carrier: row.who, other }));
    }
    all.sort_unstable();
    Ok(all)
}

/// Calls of `w3`, from the second tick on.
pub(super) struct Meeting<'w> {
    world: &'w mut World,
    first: &'w [Moment],
    rest: &'w [Moment],
    contacts: Vec<Contact>,
}

/// The calls of `w3`: the first tick is in place when a pass begins.
pub(super) fn meeting<'w>(world: &'w mut World, moments: &'w [Moment]) -> Meeting<'w> {
    let tick = moments.partition_point(|moment| moment.at == moments[0].at);
    let (first, rest) = moments.split_at(tick);
    Meeting { world, first, rest, contacts: Vec::new() }
}

impl Work for Meeting<'_> {
    fn calls(&self) -> usize {
        self.rest.len()
    }

    fn call(&mut self, number: usize) {
        let moment = &self.rest[number];
        let _kept = black_box(self.world.contacts(moment, WITHIN_M, moment.at, &mut self.contacts));
        black_box(&self.contacts);
    }

    fn again(&mut self) {
        self.first.iter().for_each(|moment| self.world.forget(moment.member));
        for moment in self.first {
            let _kept = self.world.note(moment, moment.at);
        }
    }
}
