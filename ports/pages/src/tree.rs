//! A page as a tree: bounded in depth and number, in document order, so that a subtree is a range and nothing recurses.
//!
//! Not the tree a browser builds. The browser's rules move misplaced content about and cost quadratic time on pages made for it; a
//! reader of prices needs neither. Every rule here looks at no more than [`DEPTH`] open elements.

use html5gum::{DefaultEmitter, Token, Tokenizer};

/// How deep elements nest before the rest is laid flat; shops stay under 60.
const DEPTH: usize = 200;
/// How many elements and texts are kept: a page of two megabytes has thirty thousand.
const NODES: usize = 300_000;
/// How many attributes of an element are kept.
const ATTRIBUTES: usize = 64;

/// A node's number, in document order.
pub type Id = usize;

/// An element or a text.
#[derive(Debug)]
pub struct Node {
    /// The element it stands in; the root stands in itself.
    pub parent: Id,
    /// The first node behind all it holds.
    pub end: Id,
    /// The element's name in lower case; empty for a text.
    pub name: String,
    /// The text, for a text.
    pub text: String,
    attributes: Vec<(String, String)>,
}

impl Node {
    /// An attribute's value.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Every attribute, in alphabetical order.
    pub fn attributes(&self) -> impl Iterator<Item = (&str, &str)> {
        self.attributes.iter().map(|(key, value)| (key.as_str(), value.as_str()))
    }

    /// Whether it is an element.
    pub fn is_element(&self) -> bool {
        !self.name.is_empty()
    }
}

/// A page's nodes; number 0 is the root, which has no name of HTML.
#[derive(Debug)]
pub struct Tree {
    nodes: Vec<Node>,
}

const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];
/// Elements that end tags of phrasing elements do not reach across.
const WALLS: &[&str] = &[
    "article", "aside", "body", "button", "div", "dl", "fieldset", "footer", "form", "head", "header", "li",
    "main", "nav", "ol", "p", "section", "select", "table", "tbody", "td", "th", "tr", "ul",
];
/// Elements whose start ends an open paragraph.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "details",
    "div",
    "dl",
    "fieldset",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "ul",
];
/// Elements that end an open one of the second list, unless one of the third stands between.
const SIBLINGS: &[(&[&str], &[&str], &[&str])] = &[
    (&["li"], &["li"], &["ul", "ol"]),
    (&["dt", "dd"], &["dt", "dd"], &["dl"]),
    (&["td", "th"], &["td", "th"], &["tr", "table"]),
    (&["tr"], &["tr", "td", "th"], &["table", "tbody", "thead", "tfoot"]),
    (&["tbody", "thead", "tfoot"], &["tbody", "thead", "tfoot", "tr", "td", "th"], &["table"]),
    (&["option", "optgroup"], &["option"], &["select", "datalist"]),
    (&["body"], &["head"], &["body"]),
];

struct Builder {
    nodes: Vec<Node>,
    open: Vec<Id>,
}

impl Builder {
    fn add(&mut self, name: String, text: String, attributes: Vec<(String, String)>) -> Id {
        let id = self.nodes.len();
        let parent = self.open.last().copied().unwrap_or(0);
        self.nodes.push(Node { parent, end: id + 1, name, text, attributes });
        id
    }

    fn close_to(&mut self, depth: usize) {
        let end = self.nodes.len();
        for id in self.open.drain(depth.max(1)..) {
            self.nodes[id].end = end;
        }
    }

    fn name(&self, depth: usize) -> &str {
        &self.nodes[self.open[depth]].name
    }

    fn implied(&mut self, name: &str) {
        if BLOCKS.contains(&name) {
            let paragraph = (1..self.open.len())
                .rev()
                .take_while(|d| self.name(*d) == "p" || !WALLS.contains(&self.name(*d)));
            if let Some(depth) = paragraph.filter(|d| self.name(*d) == "p").last() {
                self.close_to(depth);
            }
        }
        for (starts, ends, walls) in SIBLINGS {
            if starts.contains(&name) {
                let reached = (1..self.open.len()).rev().take_while(|d| !walls.contains(&self.name(*d)));
                if let Some(depth) = reached.filter(|d| ends.contains(&self.name(*d))).last() {
                    self.close_to(depth);
                }
            }
        }
    }

    fn start(&mut self, name: String, attributes: Vec<(String, String)>, closed: bool) {
        self.implied(&name);
        let foreign =
            closed && self.open.iter().any(|id| matches!(self.nodes[*id].name.as_str(), "svg" | "math"));
        let leaf = VOID.contains(&name.as_str()) || foreign || (closed && name == "svg");
        let id = self.add(name, String::new(), attributes);
        if !leaf && self.open.len() < DEPTH {
            self.open.push(id);
        }
    }

    fn end(&mut self, name: &str) {
        let phrasing = !WALLS.contains(&name);
        for depth in (1..self.open.len()).rev() {
            let open = self.name(depth);
            if open == name {
                self.close_to(depth);
                return;
            }
            let cell =
                matches!(open, "td" | "th" | "table") && !matches!(name, "table" | "tr" | "tbody" | "body");
            if cell || (phrasing && WALLS.contains(&open)) {
                return;
            }
        }
    }
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

impl Tree {
    /// Reads a page.
    pub fn read(html: &str) -> Self {
        let mut emitter = DefaultEmitter::default();
        emitter.naively_switch_states(true);
        let mut builder = Builder { nodes: Vec::new(), open: Vec::new() };
        let root = builder.add("#root".into(), String::new(), Vec::new());
        builder.open.push(root);
        for token in Tokenizer::new_with_emitter(html, emitter) {
            let Ok(token) = token;
            if builder.nodes.len() >= NODES {
                break;
            }
            match token {
                Token::StartTag(tag) => {
                    let attributes = tag.attributes.iter().take(ATTRIBUTES);
                    let attributes = attributes.map(|(key, value)| (lossy(key), lossy(value))).collect();
                    builder.start(lossy(&tag.name), attributes, tag.self_closing);
                }
                Token::EndTag(tag) => builder.end(&lossy(&tag.name)),
                Token::String(text) => {
                    builder.add(String::new(), lossy(&text), Vec::new());
                }
                _ => {}
            }
        }
        builder.close_to(1);
        let end = builder.nodes.len();
        builder.nodes[root].end = end;
        Self { nodes: builder.nodes }
    }

    /// The node of this number.
    pub fn node(&self, id: Id) -> &Node {
        &self.nodes[id]
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Every element with its number, in document order.
    pub fn elements(&self) -> impl Iterator<Item = (Id, &Node)> {
        self.nodes.iter().enumerate().skip(1).filter(|(_, node)| node.is_element())
    }

    /// The elements within one, in document order, without itself.
    pub fn within(&self, id: Id) -> impl Iterator<Item = (Id, &Node)> {
        (id + 1..self.nodes[id].end).map(|at| (at, &self.nodes[at])).filter(|(_, node)| node.is_element())
    }

    /// What a node stands in, from near to far, without the root.
    pub fn ancestors(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        let mut at = id;
        std::iter::from_fn(move || {
            at = self.nodes[at].parent;
            (at != 0).then_some(at)
        })
    }

    /// An element's attribute.
    pub fn attribute(&self, id: Id, name: &str) -> Option<&str> {
        self.nodes[id].attribute(name)
    }

    /// The text an element holds, as it stands, without scripts and styles; no more than `limit` bytes are looked for.
    pub fn text(&self, id: Id, limit: usize) -> String {
        self.joined(id, limit, "")
    }

    /// Like [`Self::text`], with `\u{1f}` wherever one text ends and another begins.
    pub fn parts(&self, id: Id, limit: usize) -> String {
        self.joined(id, limit, "\u{1f}")
    }

    /// Texts of elements without text would be walked over again for each of their ancestors: `limit` bounds the nodes, too.
    fn joined(&self, id: Id, limit: usize, between: &str) -> String {
        let mut out = String::new();
        let (mut at, mut left) = (id, limit.saturating_mul(8).max(1_000));
        while at < self.nodes[id].end && out.len() <= limit && left > 0 {
            left -= 1;
            let node = &self.nodes[at];
            if at != id && matches!(node.name.as_str(), "script" | "style" | "noscript" | "template") {
                at = node.end;
                continue;
            }
            if matches!(node.name.as_str(), "br" | "p" | "div" | "li" | "td" | "tr" | "option" | "dd" | "dt")
            {
                push_collapsed(&mut out, " ", limit);
            }
            if !node.is_element() && !node.text.trim().is_empty() {
                if out.chars().any(|c| c != ' ') {
                    out.push_str(between);
                }
                push_collapsed(&mut out, &node.text, limit);
            } else if !node.is_element() {
                push_collapsed(&mut out, " ", limit);
            }
            at += 1;
        }
        out
    }

    /// The raw text of a script or another element that holds one text.
    pub fn raw(&self, id: Id) -> &str {
        let first = (id + 1 < self.nodes[id].end).then(|| self.nodes[id + 1].text.as_str());
        first.unwrap_or("")
    }
}

/// Adds a text with its spaces collapsed, as pages show it, until the whole is a little over `limit` bytes.
fn push_collapsed(out: &mut String, text: &str, limit: usize) {
    for c in text.chars() {
        if out.len() > limit {
            return;
        }
        let blank = c.is_ascii_whitespace();
        if !blank {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(html: &str) -> String {
        let tree = Tree::read(html);
        let (mut out, mut open) = (String::new(), Vec::new());
        for id in 1..tree.len() {
            while open.last().is_some_and(|end| *end <= id) {
                open.pop();
                out.push(')');
            }
            let node = tree.node(id);
            out.push_str(if node.is_element() { &node.name } else { node.text.trim() });
            out.push('(');
            open.push(node.end);
        }
        out.push_str(&")".repeat(open.len()));
        out.replace("()", " ").replace(" )", ")")
    }

    #[test]
    fn sloppy_markup_nests_as_meant() {
        for (html, want) in [
            ("<p>a<p>b", "p(a)p(b)"),
            ("<ul><li>a<li>b<ul><li>c</ul></ul>", "ul(li(a)li(b ul(li(c))))"),
            ("<table><tr><td>a<td>b<tr><td>c</table>d", "table(tr(td(a)td(b))tr(td(c)))d "),
            ("<dl><dt>a<dd>b<dt>c</dl>", "dl(dt(a)dd(b)dt(c))"),
            ("<div><span>a</div></span>b", "div(span(a))b "),
            ("<svg><path/><path/></svg>x", "svg(path path)x "),
            ("<br/><img>a", "br img a "),
            ("</div>a</p>", "a "),
        ] {
            assert_eq!(shape(html), want, "{html}");
        }
    }

    #[test]
    fn texts_leave_scripts_out() {
        let tree = Tree::read("<div>a<script>b</script><b>c</b><style>d</style></div>");
        assert_eq!(tree.text(1, 100).trim(), "ac");
        assert_eq!(tree.parts(1, 100), "a\u{1f}c");
    }
}
