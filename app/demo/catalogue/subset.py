#!/usr/bin/env python3
"""Makes products.tsv.gz, the food of the demo, from a dump of Open Food Facts.

Usage: subset.py PRODUCTS.tsv.gz OUT.tsv.gz

Input columns: barcode, name, ingredients, image. Output columns: gtin, name, category, cents.
The same input gives the same bytes: rows are drawn by a hash of their barcode, prices from the same hash.
Prices are invented.
"""

import csv
import gzip
import hashlib
import html
import io
import re
import sys
import unicodedata

SEED = "redon"

# Category, how many at most, lowest and highest price in cents, words with which a name must begin.
RULES = [
    ("food/bread", 180, 110, 390, "pain|pains|baguette|baguettes|brioche|brioches|ficelle|biscottes"),
    ("food/cheese", 240, 190, 790, "camembert|emmental|comte|brie|roquefort|reblochon|munster|mimolette|cantal|"
        "saint nectaire|crottin|chevre|buche de chevre|tomme|raclette|fourme|morbier|gruyere|fromage de|bleu d"),
    ("food/chocolate", 260, 190, 990, "chocolat|chocolats|tablette de chocolat|tablette chocolat|truffes|"
        "napolitains|rocher|rochers|mousse au chocolat|pate a tartiner|cacao"),
    ("food/drinks", 240, 120, 590, "jus|pur jus|nectar|limonade|sirop|biere|cidre|eau de source|eau minerale|"
        "the glace"),
    ("food/fish", 200, 290, 1490, "saumon|thon|sardines|truite|maquereaux|filets de maquereaux|crevettes|"
        "filet de cabillaud|filets de cabillaud|moules|coquilles saint jacques|hareng|filets de harengs|anchois"),
    ("food/fruit", 160, 140, 490, "pommes|poires|abricots|pruneaux|figues|dattes|noix|amandes|noisettes|"
        "carottes|champignons|tomates|bananes|fraises|framboises|raisins"),
    ("food/grocery", 360, 120, 690, "confiture|miel|huile|moutarde|farine|riz|pates|spaghetti|lentilles|vinaigre|"
        "soupe|veloute|haricots|pois chiches|quinoa|couscous|semoule|muesli|compote|oeufs|cornichons|olives|"
        "galettes de ble noir|sel de guerande|tapenade"),
    ("food/meat", 260, 290, 1290, "jambon|saucisson|terrine|rillettes|saucisses|chipolatas|foie gras|confit de|"
        "poulet|boudin|andouille|chorizo|merguez|magret|roti de|pate de campagne|lardons"),
    ("food/pastry", 200, 190, 690, "tarte|gateau|madeleines|quatre quarts|far breton|kouign|financiers|macarons|"
        "eclair|eclairs|cake|moelleux|galettes bretonnes|palets bretons|sables|cannele|canneles|gaufres"),
    ("food/sweets", 180, 190, 590, "bonbons|caramel|caramels|nougat|guimauve|guimauves|sucettes|dragees|calissons|"
        "pate de fruits|pates de fruits|berlingots|sorbet|glace"),
    ("food/tea-coffee", 180, 290, 890, "the|thes|cafe|infusion|tisane|rooibos|chicoree"),
    ("food/wine", 120, 490, 1890, "vin|vins|bordeaux|muscadet|chateau|champagne|cremant|cotes|saumur|"
        "saint emilion|bourgogne|chinon|sancerre|gewurztraminer"),
]

# What makes a name unclear, not French, or no name: other trades' words, foreign words, packaging codes.
UNCLEAR = re.compile(
    r"\b(with|and|of|for|mit|und|con|sin|del|los|organic|chicken|flavou?r|sauce|saveur|arome|gout|chien|chat|"
    r"comprimes?|gelules|bte|dlc|lot|promo|ref|test|boite|x\d+|\d+tr|tr|gr|kg|cl|ml|pc|pcs|st|surgele|surgelee|surgeles)\b|"
    r"[/|*_#=<>\\]|\d{3,}|%|\d+ ?g\b|[^\W\d_]{22,}")
# Names that begin like one thing and are another.
PREPARED = re.compile(
    r"^fromage de tete|^(the|cafe)s? (gourmand|liegeois)|^riz au lait|^pain d.? ?epice|^noix de (saint|st|jambon|veau)|^glace (royale|carbonique)|"
    r"^(gateau|cake|tarte|moelleux|far|gaufres|ficelle|eclairs?|sables) .*(foie|saumon|jambon|legume|poulet|thon|olive|lardon|fromage|riz|semoule|boursin|poireau|"
    r"tomate|chevre|oignon)|^rillettes .*(poisson|sardine|saumon|thon|maquereau|crabe)|^terrine .*(poisson|legume|saumon|saint jacques)|"
    r"^(noisettes|pommes) (a poeler|dauphines?|noisettes?)|^(cake|glace|jus) (t aime|royale|de (viande|veau|cuisson))")


def fold(text):
    """Lower case without accents."""
    text = text.lower().replace("œ", "oe").replace("æ", "ae").replace("’", "'")
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def clean(name):
    """A name as a shop would write it: entities decoded, spaces single, capitals only where they belong."""
    name = html.unescape(html.unescape(name)).replace("’", "'")
    name = re.sub(r"\s+", " ", name).strip(" .,;:-'\"")
    letters = [c for c in name if c.isalpha()]
    capitals = sum(c.isupper() for c in letters)
    words = [w for w in re.findall(r"[^\W\d_]+", name) if len(w) > 3]
    shouting = letters and capitals > len(letters) / 2
    title_case = len(words) > 2 and sum(w[0].isupper() for w in words) > 0.75 * len(words)
    if shouting or title_case:
        name = name.lower()
    return name[:1].upper() + name[1:]


def gtin_holds(code):
    """GS1 check digit of an EAN-13."""
    return len(code) == 13 and code.isdigit() and sum(int(d) * (1, 3)[i % 2] for i, d in enumerate(code)) % 10 == 0


def chance(code, purpose):
    """A number from 0 to below 1 that belongs to this product for ever."""
    digest = hashlib.sha256(f"{SEED}:{purpose}:{code}".encode()).digest()
    return int.from_bytes(digest[:7], "big") / 2**56


def price(code, low, high):
    """An invented price: nearer to the low end, ending in 0, 5 or 9."""
    cents = low + (high - low) * chance(code, "price") ** 1.6
    tens = int(cents) // 10 * 10
    return tens + (0, 5, 9)[int(chance(code, "ending") * 3)]


def category(name):
    """The rule a name clearly falls under, or none."""
    folded = re.sub(r"[^a-z0-9' ]+", " ", fold(name)).strip()
    folded = re.sub(r"\s+", " ", folded)
    found = [rule for rule in RULES if re.match(rf"(?:{rule[4]})\b", folded)]
    return found[0] if len(found) == 1 else None


def main(source, target):
    rows, seen = {rule[0]: [] for rule in RULES}, set()
    with gzip.open(source, "rt", encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            code, name = row["barcode"], clean(row["name"])
            folded = fold(name)
            if not gtin_holds(code) or not 8 <= len(name) <= 70 or UNCLEAR.search(folded) or PREPARED.search(folded):
                continue
            rule = category(name)
            # One word alone names a shelf, not a product.
            if rule is None or folded in seen or " " not in name or len(re.findall(r"[a-z]{3,}", folded)) < 2:
                continue
            seen.add(folded)
            rows[rule[0]].append((chance(code, "draw"), code, name, rule))
    out = io.StringIO()
    out.write("gtin\tname\tcategory\tcents\n")
    total = 0
    for path in sorted(rows):
        drawn = sorted(rows[path])[: next(r[1] for r in RULES if r[0] == path)]
        for _, code, name, rule in sorted(drawn, key=lambda row: row[1]):
            out.write(f"0{code}\t{name}\t{path}\t{price(code, rule[2], rule[3])}\n")
        print(f"{path}: {len(drawn)} of {len(rows[path])}", file=sys.stderr)
        total += len(drawn)
    print(f"total: {total}", file=sys.stderr)
    with open(target, "wb") as raw, gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0) as zipped:
        zipped.write(out.getvalue().encode())


if __name__ == "__main__":
    main(*sys.argv[1:3])
