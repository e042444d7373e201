//! The two forms of the page of consents that give a grant: who speaks (`talk`), and who recognises (`know`).

use domain::{CivilZone, Effect, Purpose, Times, Zone};
use kit::{Fields, Form, Refusal, Result, wire};

use crate::model::NewGrant;
use crate::read;

/// Which of the two forms. Their fields carry its name in front, because both stand on one page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rule {
    /// Who speaks, about what.
    Talk,
    /// Who recognises.
    Know,
}

impl Rule {
    /// Both with their names in the page.
    const NAMES: &'static [(Self, &'static str)] = &[(Self::Talk, "talk"), (Self::Know, "know")];

    /// The name of a field of this form: `talk_organisation`.
    pub(super) fn field(self, name: &str) -> String {
        format!("{self}_{name}")
    }

    /// Reads the grant that was typed.
    pub(super) fn read(self, form: &Form, zone: &CivilZone) -> Result<NewGrant> {
        let typed = |name: &str| form.some(&self.field(name));
        let (effect, purpose) = match self {
            Self::Talk => (typed("effect").unwrap_or("deny"), Purpose::Suggest),
            Self::Know => ("allow", Purpose::Recognise),
        };
        let effect: Effect = effect.parse().map_err(|_| Refusal::invalid("effect", "choice"))?;
        let organisation = typed("organisation").map(|id| wire::id(id, "organisation")).transpose()?;
        let category = typed("category").map(str::parse).transpose();
        let category = category.map_err(|_| Refusal::invalid("category", "category"))?;
        let from = typed("zone").map(str::parse::<Zone>).transpose();
        let per_day = typed("per_day").map(str::parse).transpose();
        let until = typed("until").map(|text| zone.parse_local(text).ok_or(()));
        let times = Times {
            days: read::mask(form.all(&self.field("day")))?,
            window: read::window(typed("from"), typed("to"))?,
        };
        // The page asks for somebody or something: a choice left open is more likely forgotten than meant for all.
        if organisation.is_none() && category.is_none() {
            return Err(Refusal::invalid("organisation", "required"));
        }
        Ok(NewGrant {
            effect,
            purpose,
            organisation,
            category,
            zone: from.map_err(|_| Refusal::invalid("zone", "choice"))?,
            times,
            per_day: per_day.map_err(|_| Refusal::invalid("per_day", "number"))?,
            until: until.transpose().map_err(|()| Refusal::invalid("until", "date"))?,
        })
    }
}

domain::named!(Rule);

/// One value of a choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Choice {
    pub(super) value: String,
    pub(super) label: String,
    pub(super) chosen: bool,
}

/// A form as the template draws it.
#[derive(Debug, Clone)]
pub(super) struct RuleForm {
    pub(super) rule: Rule,
    pub(super) fields: Fields,
    pub(super) organisations: Vec<Choice>,
    pub(super) categories: Vec<Choice>,
    pub(super) days: Vec<Choice>,
    /// Whether its limits are shown at once: where one of them was refused.
    pub(super) open: bool,
}

impl RuleForm {
    pub(super) fn name(&self, field: &str) -> String {
        self.rule.field(field)
    }

    pub(super) fn value(&self, field: &str) -> &str {
        self.fields.value(&self.rule.field(field))
    }

    pub(super) fn is(&self, field: &str, value: &str) -> bool {
        self.value(field) == value
    }
}
