//! A page ready to be read: its tree, its address and language, where its headline is, and what stands beside the matter.

use domain::text::fold;
use url::Url;

use crate::meta::Metas;
use crate::price::Hints;
use crate::text::line;
use crate::tree::{Id, Node, Tree};
use crate::words::{ASIDE, ASIDE_HEADINGS};

/// Everything the readers of fields look at.
pub struct Page {
    /// The elements and texts.
    pub tree: Tree,
    /// Meta elements and links.
    pub metas: Metas,
    /// The page's address.
    pub url: Option<Url>,
    /// What addresses in it are relative to.
    pub base: Option<Url>,
    /// Language and country, for prices.
    pub hints: Hints,
    /// The language, as the page says it.
    pub language: Option<String>,
    /// The element that holds the product's name as a headline.
    pub headline: Option<Id>,
    /// For each node: whether it stands beside the matter, among other products, menus or reviews.
    aside: Vec<bool>,
    /// For each node: whether it is hidden.
    hidden: Vec<bool>,
    /// For each node: how many characters of text stand before it.
    offset: Vec<u32>,
}

/// Sections told by their headings that are looked at: each look costs the length of the section.
const SECTIONS: usize = 60;

impl Page {
    /// Prepares a page for reading. `locale` is what is known of its language besides what it says itself.
    pub fn new(html: &str, url: Option<Url>, locale: Option<&str>) -> Self {
        let tree = Tree::read(html);
        let metas = Metas::of(&tree);
        let base = metas.get("base").and_then(|base| match &url {
            Some(url) => url.join(base).ok(),
            None => Url::parse(base).ok(),
        });
        let base = base.filter(|base| !base.cannot_be_a_base()).or_else(|| url.clone());
        let said = tree
            .elements()
            .find(|(_, node)| node.name == "html")
            .and_then(|(_, node)| node.attribute("lang").or_else(|| node.attribute("xml:lang")));
        let language = said
            .or_else(|| metas.get("content-language"))
            .or_else(|| metas.get("og:locale"))
            .map(|tag| line(tag, 35))
            .filter(|t| !t.is_empty());
        let mut hints = Hints::default();
        for tag in [language.as_deref(), metas.get("og:locale"), locale].into_iter().flatten() {
            hints.add_tag(tag);
        }
        if let Some(host) = url.as_ref().and_then(Url::host_str) {
            hints.add_host(host);
        }
        let mut page = Self {
            tree,
            metas,
            url,
            base,
            hints,
            language,
            headline: None,
            aside: Vec::new(),
            hidden: Vec::new(),
            offset: Vec::new(),
        };
        page.measure();
        page.headline = page.find_headline();
        page.mark_aside();
        page
    }

    fn measure(&mut self) {
        let mut at = 0_u32;
        for id in 0..self.tree.len() {
            let node = self.tree.node(id);
            let silent = matches!(node.name.as_str(), "script" | "style" | "template" | "noscript" | "head");
            let inherited = id != 0 && self.hidden[node.parent];
            self.hidden.push(inherited || silent || is_hidden(node));
            self.offset.push(at);
            if !node.is_element() && !inherited {
                let count = node.text.split_whitespace().map(|word| word.chars().count() + 1).sum::<usize>();
                at = at.saturating_add(u32::try_from(count).unwrap_or(u32::MAX));
            }
        }
    }

    /// The first-level heading that says what the page's titles say, else the first one with words in it.
    fn find_headline(&self) -> Option<Id> {
        let titles: Vec<String> =
            [self.metas.get("og:title"), self.metas.get("twitter:title"), self.document_title().as_deref()]
                .into_iter()
                .flatten()
                .map(fold)
                .collect();
        let mut best: Option<(Id, usize)> = None;
        for (id, node) in self.tree.elements() {
            let rank = match node.name.as_str() {
                "h1" => 3,
                "h2" => 1,
                _ if names_title(node) => 2,
                _ => continue,
            };
            let text = fold(&line(&self.tree.text(id, 600), 300));
            // A headline of one short word (`Sale`, `Shop`) names no product, unless the page's title says it too.
            let short = text.chars().count() < 8 && !text.contains(' ') && text.is_ascii();
            if text.chars().count() < 3 || (self.hidden[id] && rank < 3) {
                continue;
            }
            let told = titles.iter().any(|title| {
                (title.contains(&text) && text.chars().count() * 5 >= title.chars().count().min(60))
                    || overlap(title, &text) >= 60
            });
            let score = if told {
                rank + 5
            } else if rank == 3 && !short {
                3
            } else {
                0
            };
            if score > 0 && best.is_none_or(|(_, most)| score > most) {
                best = Some((id, score));
            }
        }
        best.map(|(id, _)| id)
    }

    /// The text of the title element.
    pub fn document_title(&self) -> Option<String> {
        let (id, _) = self.tree.elements().find(|(id, node)| {
            node.name == "title" && !self.tree.ancestors(*id).any(|a| self.tree.node(a).name == "svg")
        })?;
        Some(line(&self.tree.text(id, 2_000), 300)).filter(|title| !title.is_empty())
    }

    fn holds_headline(&self, id: Id) -> bool {
        self.headline.is_some_and(|headline| id <= headline && headline < self.tree.node(id).end)
    }

    fn mark_aside(&mut self) {
        let mut marked = vec![false; self.tree.len()];
        let mut sections = 0;
        for (id, node) in self.tree.elements() {
            let named =
                matches!(node.name.as_str(), "nav" | "footer" | "aside") || ASIDE.has_any(&names(node));
            if named && !self.holds_headline(id) && node.name != "body" {
                marked[id] = true;
            }
            if matches!(node.name.as_str(), "h2" | "h3" | "h4" | "h5")
                || node.attribute("role") == Some("heading")
            {
                let said = fold(&line(&self.tree.text(id, 200), 80));
                if sections < SECTIONS && ASIDE_HEADINGS.within(&said).is_some() {
                    sections += 1;
                    self.mark_section(id, &mut marked);
                }
            }
        }
        for id in 1..self.tree.len() {
            let parent = self.tree.node(id).parent;
            marked[id] = marked[id] || marked[parent];
        }
        self.aside = marked;
    }

    /// The widest of a heading's next surroundings that begins with it: its section.
    fn mark_section(&self, heading: Id, marked: &mut [bool]) {
        let mut section = None;
        for at in self.tree.ancestors(heading).take(4) {
            let lead = self.offset[heading] - self.offset[at];
            if lead > 40
                || self.holds_headline(at)
                || self.holds_other_section(at, heading)
                || matches!(self.tree.node(at).name.as_str(), "body" | "main" | "html")
            {
                break;
            }
            section = Some(at);
        }
        if let Some(at) = section {
            marked[at] = true;
        }
    }

    /// Whether an element holds another heading of the same rank that is no link to a product; looks at some and into some only.
    fn holds_other_section(&self, id: Id, heading: Id) -> bool {
        let name = self.tree.node(heading).name.as_str();
        let ends = self.tree.node(heading).end;
        let mut others =
            self.tree.within(id).take(20_000).filter(|(at, node)| node.name == name && *at >= ends);
        others.by_ref().take(40).any(|(at, _)| {
            let linked = self.tree.ancestors(at).take(3).any(|above| self.tree.node(above).name == "a");
            !linked && !self.tree.within(at).take(500).any(|(_, inner)| inner.name == "a")
        })
    }

    /// Whether a node stands beside the matter.
    pub fn is_aside(&self, id: Id) -> bool {
        self.aside.get(id).copied().unwrap_or(false)
    }

    /// Whether a node is hidden.
    pub fn is_hidden(&self, id: Id) -> bool {
        self.hidden.get(id).copied().unwrap_or(false)
    }

    /// How many characters of text stand before a node.
    pub fn offset(&self, id: Id) -> u32 {
        self.offset.get(id).copied().unwrap_or(0)
    }

    /// How many characters behind the headline's beginning a node stands; below zero before it.
    pub fn behind_headline(&self, id: Id) -> Option<i64> {
        let headline = self.headline?;
        Some(i64::from(self.offset(id)) - i64::from(self.offset(headline)))
    }

    /// The headline's text.
    pub fn headline_text(&self) -> Option<String> {
        self.headline.map(|id| line(&self.tree.text(id, 2_000), 300)).filter(|text| !text.is_empty())
    }

    /// An address made absolute; only http and https pass.
    pub fn address(&self, text: &str) -> Option<Url> {
        let text = text.trim();
        if text.is_empty() || text.len() > 2_000 {
            return None;
        }
        let url = match &self.base {
            Some(base) => base.join(text).ok()?,
            None => Url::parse(text).ok()?,
        };
        let open =
            matches!(url.scheme(), "http" | "https") && url.host_str().is_some_and(|host| !host.is_empty());
        (open && url.username().is_empty() && url.password().is_none()).then_some(url)
    }

    /// Whether an address is that of this page, but for what follows its path.
    pub fn is_here(&self, address: &str) -> bool {
        let (Some(url), Some(other)) = (&self.url, self.address(address)) else { return false };
        other.path() == url.path() && other.host_str() == url.host_str()
    }

    /// The link an element stands in, when it leads to another page.
    pub fn leads_away(&self, id: Id) -> bool {
        let link = self.tree.ancestors(id).take(8).chain([id]).find(|at| self.tree.node(*at).name == "a");
        let Some(href) = link.and_then(|at| self.tree.attribute(at, "href")) else { return false };
        let href = href.trim();
        !(href.is_empty()
            || href.starts_with('#')
            || href.to_ascii_lowercase().starts_with("javascript:")
            || self.is_here(href))
    }
}

fn is_hidden(node: &Node) -> bool {
    if node.attribute("hidden").is_some()
        || (node.name == "input" && node.attribute("type") == Some("hidden"))
    {
        return true;
    }
    node.attribute("style").is_some_and(|style| {
        let style: String =
            style.chars().filter(|c| !c.is_whitespace()).take(300).collect::<String>().to_ascii_lowercase();
        style.contains("display:none") || style.contains("visibility:hidden")
    })
}

fn names_title(node: &Node) -> bool {
    let all = names(node);
    let has = |word: &str| all.iter().any(|name| name == word);
    node.attribute("itemprop") == Some("name")
        || (has("product") && (has("title") || has("name")))
        || has("producttitle")
        || has("productname")
}

/// The words of an element's class names, id and test names: `productPrice` and `product-price` are both two words and one.
pub fn names(node: &Node) -> Vec<String> {
    let mut words = Vec::new();
    for key in ["class", "id", "data-testid", "data-test", "data-qa", "itemprop"] {
        for name in node.attribute(key).unwrap_or("").split_whitespace().take(12) {
            split_name(crate::text::cut(name, 80), &mut words);
        }
    }
    words
}

fn split_name(name: &str, words: &mut Vec<String>) {
    let from = words.len();
    let mut word = String::new();
    let mut lower = false;
    for c in name.chars() {
        if (!c.is_alphanumeric() || (c.is_uppercase() && lower)) && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        lower = c.is_lowercase() || c.is_ascii_digit();
        if c.is_alphanumeric() {
            word.extend(c.to_lowercase());
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    // `price2` is a price too.
    let bare: Vec<String> = words[from..]
        .iter()
        .map(|word| word.trim_end_matches(|c: char| c.is_ascii_digit()))
        .zip(&words[from..])
        .filter(|(bare, word)| bare.len() > 2 && bare.len() < word.len())
        .map(|(bare, _)| bare.to_owned())
        .collect();
    if words.len() - from > 1 {
        let pairs: Vec<String> = words[from..].windows(2).map(<[String]>::concat).collect();
        words.extend(pairs);
    }
    words.extend(bare);
}

/// How much of the shorter text's words stand in the longer one, in hundredths; both folded.
pub fn overlap(a: &str, b: &str) -> usize {
    let words = |text: &str| -> Vec<String> {
        let mut words: Vec<String> = text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| w.chars().count() > 1)
            .take(60)
            .map(str::to_owned)
            .collect();
        words.sort_unstable();
        words.dedup();
        words
    };
    let (a, b) = (words(a), words(b));
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let both = short.iter().filter(|word| long.binary_search(word).is_ok()).count();
    if short.is_empty() { 0 } else { both * 100 / short.len() }
}
