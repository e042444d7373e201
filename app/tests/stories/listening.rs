//! Facts are heard at least once: after a stop, after failures, by one listener whatever another fails at.

use std::cell::RefCell;

use domain::{Fact, WishId};
use kit::{App, Stop};
use store::testing::TestDb;
use store::{StoreError, both, hearing};

use crate::harness::Town;
use crate::telling::page::{DAY, Sale, news_of};

const NAME: &str = "listener-of-tests";

/// A listener that fails at what it is told to fail at, so often.
#[derive(Default)]
struct Ear {
    heard: RefCell<Vec<Fact>>,
    fails: RefCell<Vec<(Fact, usize)>>,
}

impl Ear {
    fn fails_at(&self, fact: Fact, often: usize) {
        self.fails.borrow_mut().push((fact, often));
    }

    async fn listens(&self, app: &App) -> usize {
        let hear = |fact| {
            self.heard.borrow_mut().push(fact);
            let mut fails = self.fails.borrow_mut();
            let fails = fails.iter_mut().find(|(of, often)| *of == fact && *often > 0);
            let fails = fails.map(|(_, often)| *often -= 1);
            async move { if fails.is_some() { Err(StoreError::Address("on purpose".into())) } else { Ok(()) } }
        };
        let wishes = |fact| matches!(fact, Fact::Wish(_));
        hyperlieu::listening::listen(app, NAME, wishes, hear).await.unwrap()
    }

    fn often(&self, fact: Fact) -> usize {
        self.heard.borrow().iter().filter(|heard| **heard == fact).count()
    }
}

async fn two_wishes(t: &Town) -> [Fact; 2] {
    let camille = t.member("Camille").await;
    let mut wishes = Vec::new();
    for words in ["un vélo", "une lampe"] {
        let id: WishId = camille.wishes(words, None).await.parse().unwrap();
        wishes.push(Fact::Wish(id));
    }
    [wishes[0], wishes[1]]
}

async fn what_fails_is_heard_again_and_holds_up_nothing(db: TestDb) {
    let t = Town::new(db).await;
    let [first, second] = two_wishes(&t).await;
    let ear = Ear::default();
    ear.fails_at(first, 2);
    assert_eq!(ear.listens(&t.app).await, 1, "the second is heard, whatever became of the first");
    assert_eq!((ear.often(first), ear.often(second)), (1, 1));
    assert_eq!(ear.listens(&t.app).await, 0, "not at once again");
    t.app.clock.advance_secs(2);
    assert_eq!((ear.listens(&t.app).await, ear.often(first)), (0, 2));
    t.app.clock.advance_secs(3);
    assert_eq!((ear.listens(&t.app).await, ear.often(first)), (0, 2), "each pause is longer");
    t.app.clock.advance_secs(1);
    assert_eq!((ear.listens(&t.app).await, ear.often(first)), (1, 3));
    t.app.clock.advance_secs(DAY);
    assert_eq!(ear.listens(&t.app).await, 0);
    assert_eq!((ear.often(first), ear.often(second)), (3, 1));
    let other = Ear::default();
    let all = hyperlieu::listening::listen(
        &t.app,
        "another-listener",
        |fact| matches!(fact, Fact::Wish(_)),
        |fact| {
            other.heard.borrow_mut().push(fact);
            async { Ok(()) }
        },
    );
    assert_eq!((all.await.unwrap(), other.often(first)), (2, 1), "another listener hears by itself");
    t.turn().await;
    t.end().await;
}

async fn what_always_fails_is_set_aside_until_a_start(db: TestDb) {
    let t = Town::new(db).await;
    let [first, second] = two_wishes(&t).await;
    let ear = Ear::default();
    ear.fails_at(first, usize::MAX);
    for _ in 0..40 {
        ear.listens(&t.app).await;
        t.app.clock.advance_secs(1_800);
    }
    assert_eq!((ear.often(first), ear.often(second)), (12, 1));
    assert_eq!(hearing::aside(&mut t.app.read().await.unwrap()).await.unwrap(), 1);
    let (told, id) = (t.logs(), first.parts().1);
    assert!(told.contains("set aside"), "said to the operator");
    assert!(
        !told.contains(&id.simple().to_string()) && !told.contains(&id.to_string()),
        "and nothing of whom"
    );
    hyperlieu::events::begin(&t.app).await.unwrap();
    ear.listens(&t.app).await;
    assert_eq!(ear.often(first), 13, "a start tries it once more");
    assert_eq!(hearing::aside(&mut t.app.read().await.unwrap()).await.unwrap(), 1);
    ear.fails.borrow_mut().clear();
    hyperlieu::events::begin(&t.app).await.unwrap();
    assert_eq!(ear.listens(&t.app).await, 1, "mended");
    assert_eq!(hearing::aside(&mut t.app.read().await.unwrap()).await.unwrap(), 0);
    t.turn().await;
    t.end().await;
}

async fn a_clock_that_jumped_leaves_nothing_behind(db: TestDb) {
    let t = Town::new(db).await;
    let [first, _] = two_wishes(&t).await;
    let ear = Ear::default();
    ear.fails_at(first, 2);
    t.app.clock.advance_secs(400 * DAY);
    ear.listens(&t.app).await;
    t.app.clock.advance_secs(-400 * DAY);
    ear.listens(&t.app).await;
    assert_eq!(ear.often(first), 2, "due in a year by a clock that was wrong: tried now");
    t.app.clock.advance_secs(60);
    assert_eq!(ear.listens(&t.app).await, 1);
    t.turn().await;
    t.end().await;
}

async fn a_stop_in_the_midst_is_made_good(db: TestDb) {
    let t = Town::new(db).await;
    let [first, second] = two_wishes(&t).await;
    let stopping = App { stop: Stop::default(), ..t.app.clone() };
    let (heard, wishes) = (RefCell::new(Vec::new()), |fact| matches!(fact, Fact::Wish(_)));
    let hear = |fact| {
        heard.borrow_mut().push(fact);
        stopping.stop.request();
        async { Ok(()) }
    };
    hyperlieu::listening::listen(&stopping, NAME, wishes, hear).await.unwrap();
    assert_eq!(*heard.borrow(), [first], "whoever stops ends what it is at");
    let ear = Ear::default();
    assert_eq!(ear.listens(&t.app).await, 2);
    assert_eq!((ear.often(first), ear.often(second)), (1, 1), "the next start hears both");
    t.turn().await;
    t.end().await;
}

/// The last thing before a stop is a price that falls.
async fn what_was_committed_before_a_stop_is_heard_at_the_start(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    let sale = Sale::opens(&t, "https://norda.example/x200", 8_000).await;
    sale.wished_by(&camille, None).await;
    t.waits(DAY).await;
    sale.costs_unheard(6_000).await;
    assert_eq!(news_of(&camille).await.len(), 0);
    for _ in 0..2 {
        let again = t.restarted().await;
        again.turn().await;
        assert_eq!(news_of(&camille).await.len(), 1, "heard, and once");
        again.end_by_hand();
    }
    t.turn().await;
    assert_eq!(news_of(&camille).await.len(), 1);
    t.end().await;
}

both!(
    what_fails_is_heard_again_and_holds_up_nothing,
    what_always_fails_is_set_aside_until_a_start,
    a_clock_that_jumped_leaves_nothing_behind,
    a_stop_in_the_midst_is_made_good,
    what_was_committed_before_a_stop_is_heard_at_the_start,
);
