//! Prices in many spellings.

use super::*;

fn read(text: &str, tag: &str, page: &str) -> String {
    let hints = Hints::of_tag(tag).with_currency(page);
    match parse(text, &hints) {
        Ok(price) => {
            let high = price.high.map(|high| format!("..{}", high.minor)).unwrap_or_default();
            let from = if price.from { "from " } else { "" };
            format!("{from}{}{high} {}", price.low.minor, price.low.currency)
        }
        Err(why) => format!("{why:?}"),
    }
}

#[test]
fn a_price_is_read_in_every_spelling() {
    for (text, tag, page, want) in [
        ("1 299,00 €", "fr", "", "129900 EUR"),
        ("1\u{a0}299,00\u{a0}€", "fr", "", "129900 EUR"),
        ("1\u{202f}299,00\u{202f}€", "fr", "", "129900 EUR"),
        ("1&nbsp;299,00&nbsp;&euro;", "fr", "", "129900 EUR"),
        ("$1,299.00", "en-US", "", "129900 USD"),
        ("US$ 1,299", "fr", "", "129900 USD"),
        ("CHF 1'299.-", "de-CH", "", "129900 CHF"),
        ("1’299.– CHF", "fr-CH", "", "129900 CHF"),
        ("Fr. 12.50", "de-CH", "", "1250 CHF"),
        ("12€50", "fr", "", "1250 EUR"),
        ("12 € 50", "fr", "", "1250 EUR"),
        ("€ 1.299,-", "nl", "", "129900 EUR"),
        ("1.299,-", "de", "EUR", "129900 EUR"),
        ("1.299,– €", "de", "", "129900 EUR"),
        ("EUR 12,5", "de", "", "1250 EUR"),
        ("12,99 euros", "fr", "", "1299 EUR"),
        ("EUR12.99", "en", "", "1299 EUR"),
        ("12.99EUR", "en", "", "1299 EUR"),
        ("£0.99", "en-GB", "", "99 GBP"),
        ("£1,000,000.00", "en-GB", "", "100000000 GBP"),
        ("1,400 €", "en", "", "140000 EUR"),
        ("1,400 €", "fr", "", "140000 EUR"),
        ("1.400 €", "de", "", "140000 EUR"),
        ("₹1,23,456.00", "en-IN", "", "12345600 INR"),
        ("Rs. 1,499", "en-IN", "", "149900 INR"),
    ] {
        assert_eq!(read(text, tag, page), want, "{text} ({tag})");
    }
}

#[test]
fn so_it_is_far_from_europe_and_in_ranges() {
    for (text, tag, page, want) in [
        ("¥1,500", "ja", "", "1500 JPY"),
        ("1,500円", "ja", "", "1500 JPY"),
        ("￥１，５００", "ja", "", "1500 JPY"),
        ("¥1,500.00", "zh-CN", "", "150000 CNY"),
        ("KWD 1.250", "en", "", "1250 KWD"),
        ("KWD 1,250", "fr", "", "1250 KWD"),
        ("KWD 1,250", "en", "", "1250000 KWD"),
        ("KWD 1,250.500", "en", "", "1250500 KWD"),
        ("١٬٢٣٤٫٥٠ ر.س", "ar", "", "123450 SAR"),
        ("1 299 kr", "sv", "", "129900 SEK"),
        ("kr. 1.299,00", "da", "", "129900 DKK"),
        ("499,-", "nb", "NOK", "49900 NOK"),
        ("49,99 zł", "pl", "", "4999 PLN"),
        ("1 299 Kč", "cs", "", "129900 CZK"),
        ("12 990 Ft", "hu", "", "1299000 HUF"),
        ("1.299,90 TL", "tr", "", "129990 TRY"),
        ("R$ 1.299,90", "pt-BR", "", "129990 BRL"),
        ("NT$210", "zh-TW", "", "21000 TWD"),
        ("$210", "zh-TW", "", "21000 TWD"),
        ("$210", "en-CA", "", "21000 CAD"),
        ("A$ 5", "en", "", "500 AUD"),
        ("R 1 299.00", "en-ZA", "", "129900 ZAR"),
        ("RM12.90", "ms", "", "1290 MYR"),
        ("1.299.000 ₫", "vi", "", "1299000 VND"),
        ("₩12,000", "ko", "", "12000 KRW"),
        ("12 000 руб.", "ru", "", "1200000 RUB"),
        ("from £12.50", "en", "", "from 1250 GBP"),
        ("à partir de 9,90 €", "fr", "", "from 990 EUR"),
        ("ab 9,90 €", "de", "", "from 990 EUR"),
        ("12,00 € – 15,00 €", "fr", "", "1200..1500 EUR"),
        ("12–15 €", "fr", "", "1200..1500 EUR"),
        ("$12.00 - $15.00", "en", "", "1200..1500 USD"),
        ("de 12 à 15 €", "fr", "", "1200..1500 EUR"),
        ("19\u{1f}99\u{1f}€", "fr", "", "1999 EUR"),
        ("$\u{1f}19\u{1f}.\u{1f}99", "en", "", "1999 USD"),
        ("1 299,00 € TTC", "fr", "", "129900 EUR"),
        ("Price: $5 (10% off)", "en", "", "500 USD"),
        ("12.5000 €", "en", "", "1250 EUR"),
        ("20,97", "en", "EUR", "2097 EUR"),
    ] {
        assert_eq!(read(text, tag, page), want, "{text} ({tag})");
    }
}

#[test]
fn what_could_be_two_prices_or_none_is_refused() {
    for (text, tag, page, want) in [
        ("", "fr", "EUR", "Nothing"),
        ("free", "en", "USD", "Nothing"),
        ("20 %", "fr", "EUR", "Nothing"),
        ("12.50", "fr", "", "NoCurrency"),
        ("KWD 1.250", "", "", "Ambiguous"),
        ("€ 0.125", "en", "", "Shape"),
        ("€ 12345.678", "en", "", "Shape"),
        ("€ 1,29,99", "fr", "", "Shape"),
        ("¥12.34", "ja", "", "Shape"),
        ("99999999999 €", "fr", "", "Range"),
        ("-5 €", "fr", "", "Range"),
        ("49 kr", "en", "", "NoCurrency"),
        ("was £50 now £40", "en", "", "Ambiguous"),
        ("99999999999999999999999", "fr", "EUR", "Shape"),
        ("M12", "fr", "EUR", "Nothing"),
    ] {
        assert_eq!(read(text, tag, page), want, "{text} ({tag})");
    }
}

#[test]
fn programs_write_prices_too() {
    let hints = Hints::of_tag("de");
    for (amount, currency, want) in [
        ("1299", "EUR", Some(129_900)),
        ("1299.00", "EUR", Some(129_900)),
        ("1299.0000", "EUR", Some(129_900)),
        ("19.989999771118164", "EUR", Some(1999)),
        (".99", "EUR", Some(99)),
        ("1,299.00", "EUR", Some(129_900)),
        ("1.299,00", "EUR", Some(129_900)),
        ("1.299", "EUR", Some(129_900)),
        ("12,50 €", "EUR", Some(1250)),
        ("$12.50", "USD", Some(1250)),
        ("1500", "JPY", Some(1500)),
        ("1500.00", "JPY", Some(1500)),
        ("1.5e3", "EUR", None),
        ("", "EUR", None),
        ("null", "EUR", None),
        ("-1", "EUR", None),
    ] {
        assert_eq!(machine(amount, Some(currency), &hints).ok().map(|money| money.minor), want, "{amount}");
    }
    assert_eq!(machine("5", Some("€"), &hints).map(|m| m.currency), Ok(Currency::EUR));
    assert_eq!(currency("eur", &hints), Some(Currency::EUR));
    assert_eq!(currency("Rs", &Hints::of_tag("en-IN")).map(|c| c.to_string()), Some("INR".into()));
}
