//! Whether news of a wish may be told: asked without a moment, for no position is used.

use domain::{Category, Instant, MemberId};

use crate::gate::{Obstacle, news};
use crate::world::World;

impl World {
    /// Whether news of a member's own wish may be told to them now; if not, the first lock that is closed.
    ///
    /// Quiet hours, the day's budget and denials of a category are asked, the switch is not: nothing of where they are is used.
    ///
    /// # Errors
    /// The closed lock; `UnknownMember` for nobody.
    pub fn may_tell(
        &self,
        member: MemberId,
        category: Option<&Category>,
        now: Instant,
    ) -> Result<(), Obstacle> {
        let asked = self.asked(member, now).ok_or(Obstacle::UnknownMember)?;
        news::closed(&asked, category).map_or(Ok(()), Err)
    }
}
