//! The Application Identifiers (AI) and what each may hold, from the GS1 Barcode Syntax Dictionary, release 2026-01-27
//! (Copyright GS1 AISBL, Apache-2.0). The pairs that it wants or forbids are not here: they are judged over all that an
//! item is marked with, of which a reader sees one mark.

/// What is known of an AI, or of a run of them.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Entry {
    /// The first of the run.
    pub first: &'static str,
    /// The last of the run; as many digits as the first.
    pub last: &'static str,
    /// Whether its length is known beforehand, so that no separator follows it.
    pub fixed: bool,
    /// Whether it may stand in the query of a Digital Link.
    pub attribute: bool,
    /// The components of its value, as the dictionary writes them.
    pub spec: &'static str,
    /// For a primary key its qualifiers in their order: alternatives apart by `|`, the qualifiers of each by `,`.
    pub qualifiers: Option<&'static str>,
}

/// The entry of an AI, given by its digits alone.
#[must_use]
pub fn entry(digits: &str) -> Option<&'static Entry> {
    if !(2..=4).contains(&digits.len()) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    // In the order of digits no run lies within another, so that the last one to begin is the only one to ask.
    let after = TABLE.partition_point(|entry| entry.first <= digits);
    let entry = &TABLE[after.checked_sub(1)?];
    (entry.first.len() == digits.len() && digits <= entry.last).then_some(entry)
}

const fn ai(
    first: &'static str,
    last: &'static str,
    flags: &'static str,
    spec: &'static str,
    qualifiers: Option<&'static str>,
) -> Entry {
    let flags = flags.as_bytes();
    let (mut fixed, mut attribute, mut at) = (false, false, 0);
    while at < flags.len() {
        match flags[at] {
            b'*' => fixed = true,
            _ => attribute = true,
        }
        at += 1;
    }
    Entry { first, last, fixed, attribute, spec, qualifiers }
}

/// First and last AI, flags as in the dictionary (`*` known length, `?` attribute), components, qualifiers.
#[rustfmt::skip]
const TABLE: &[Entry] = &[
    ai("00", "00", "*?", "N18,csum,gcppos2", Some("")), // SSCC
    ai("01", "01", "*?", "N14,csum,gcppos2", Some("22,10,21|235")), // GTIN
    ai("02", "02", "*?", "N14,csum,gcppos2", None), // CONTENT
    ai("03", "03", "*", "N14,csum,gcppos2", None), // MTO GTIN
    ai("10", "10", "?", "X..20", None), // BATCH/LOT
    ai("11", "11", "*?", "N6,yymmd0", None), // PROD DATE
    ai("12", "12", "*?", "N6,yymmd0", None), // DUE DATE
    ai("13", "13", "*?", "N6,yymmd0", None), // PACK DATE
    ai("15", "15", "*?", "N6,yymmd0", None), // BEST BEFORE or BEST BY
    ai("16", "16", "*?", "N6,yymmd0", None), // SELL BY
    ai("17", "17", "*?", "N6,yymmd0", None), // USE BY or EXPIRY
    ai("20", "20", "*?", "N2", None), // VARIANT
    ai("21", "21", "", "X..20", None), // SERIAL
    ai("22", "22", "", "X..20", None), // CPV
    ai("235", "235", "", "X..28", None), // TPX
    ai("240", "240", "?", "X..30", None), // ADDITIONAL ID
    ai("241", "241", "?", "X..30", None), // CUST. PART No.
    ai("242", "242", "?", "N..6", None), // MTO VARIANT
    ai("243", "243", "?", "X..20", None), // PCN
    ai("250", "250", "?", "X..30", None), // SECONDARY SERIAL
    ai("251", "251", "?", "X..30", None), // REF. TO SOURCE
    ai("253", "253", "?", "N13,csum,gcppos1 [X..17]", Some("")), // GDTI
    ai("254", "254", "", "X..20", None), // GLN EXTENSION COMPONENT
    ai("255", "255", "?", "N13,csum,gcppos1 [N..12]", Some("")), // GCN
    ai("30", "30", "?", "N..8", None), // VAR. COUNT
    ai("3100", "3105", "*?", "N6", None), // NET WEIGHT (kg)
    ai("3110", "3115", "*?", "N6", None), // LENGTH (m)
    ai("3120", "3125", "*?", "N6", None), // WIDTH (m)
    ai("3130", "3135", "*?", "N6", None), // HEIGHT (m)
    ai("3140", "3145", "*?", "N6", None), // AREA (m²)
    ai("3150", "3155", "*?", "N6", None), // NET VOLUME (l)
    ai("3160", "3165", "*?", "N6", None), // NET VOLUME (m³)
    ai("3200", "3205", "*?", "N6", None), // NET WEIGHT (lb)
    ai("3210", "3215", "*?", "N6", None), // LENGTH (in)
    ai("3220", "3225", "*?", "N6", None), // LENGTH (ft)
    ai("3230", "3235", "*?", "N6", None), // LENGTH (yd)
    ai("3240", "3245", "*?", "N6", None), // WIDTH (in)
    ai("3250", "3255", "*?", "N6", None), // WIDTH (ft)
    ai("3260", "3265", "*?", "N6", None), // WIDTH (yd)
    ai("3270", "3275", "*?", "N6", None), // HEIGHT (in)
    ai("3280", "3285", "*?", "N6", None), // HEIGHT (ft)
    ai("3290", "3295", "*?", "N6", None), // HEIGHT (yd)
    ai("3300", "3305", "*?", "N6", None), // GROSS WEIGHT (kg)
    ai("3310", "3315", "*?", "N6", None), // LENGTH (m), log
    ai("3320", "3325", "*?", "N6", None), // WIDTH (m), log
    ai("3330", "3335", "*?", "N6", None), // HEIGHT (m), log
    ai("3340", "3345", "*?", "N6", None), // AREA (m²), log
    ai("3350", "3355", "*?", "N6", None), // VOLUME (l), log
    ai("3360", "3365", "*?", "N6", None), // VOLUME (m³), log
    ai("3370", "3375", "*?", "N6", None), // KG PER m²
    ai("3400", "3405", "*?", "N6", None), // GROSS WEIGHT (lb)
    ai("3410", "3415", "*?", "N6", None), // LENGTH (in), log
    ai("3420", "3425", "*?", "N6", None), // LENGTH (ft), log
    ai("3430", "3435", "*?", "N6", None), // LENGTH (yd), log
    ai("3440", "3445", "*?", "N6", None), // WIDTH (in), log
    ai("3450", "3455", "*?", "N6", None), // WIDTH (ft), log
    ai("3460", "3465", "*?", "N6", None), // WIDTH (yd), log
    ai("3470", "3475", "*?", "N6", None), // HEIGHT (in), log
    ai("3480", "3485", "*?", "N6", None), // HEIGHT (ft), log
    ai("3490", "3495", "*?", "N6", None), // HEIGHT (yd), log
    ai("3500", "3505", "*?", "N6", None), // AREA (in²)
    ai("3510", "3515", "*?", "N6", None), // AREA (ft²)
    ai("3520", "3525", "*?", "N6", None), // AREA (yd²)
    ai("3530", "3535", "*?", "N6", None), // AREA (in²), log
    ai("3540", "3545", "*?", "N6", None), // AREA (ft²), log
    ai("3550", "3555", "*?", "N6", None), // AREA (yd²), log
    ai("3560", "3565", "*?", "N6", None), // NET WEIGHT (tr oz)
    ai("3570", "3575", "*?", "N6", None), // NET VOLUME (oz)
    ai("3600", "3605", "*?", "N6", None), // NET VOLUME (qt (US))
    ai("3610", "3615", "*?", "N6", None), // NET VOLUME (gal.)
    ai("3620", "3625", "*?", "N6", None), // VOLUME (qt (US)), log
    ai("3630", "3635", "*?", "N6", None), // VOLUME (gal (US)), log
    ai("3640", "3645", "*?", "N6", None), // NET VOLUME (in³)
    ai("3650", "3655", "*?", "N6", None), // NET VOLUME (ft³)
    ai("3660", "3665", "*?", "N6", None), // NET VOLUME (yd³)
    ai("3670", "3675", "*?", "N6", None), // VOLUME (in³), log
    ai("3680", "3685", "*?", "N6", None), // VOLUME (ft³), log
    ai("3690", "3695", "*?", "N6", None), // VOLUME (yd³), log
    ai("37", "37", "?", "N..8", None), // COUNT
    ai("3900", "3909", "?", "N..15", None), // AMOUNT
    ai("3910", "3919", "?", "N3,iso4217 N..15", None), // AMOUNT
    ai("3920", "3929", "?", "N..15", None), // PRICE
    ai("3930", "3939", "?", "N3,iso4217 N..15", None), // PRICE
    ai("3940", "3943", "?", "N4", None), // PRCNT OFF
    ai("3950", "3955", "?", "N6", None), // PRICE/UoM
    ai("400", "400", "?", "X..30", None), // ORDER NUMBER
    ai("401", "401", "?", "X..30,gcppos1", Some("")), // GINC
    ai("402", "402", "?", "N17,csum,gcppos1", Some("")), // GSIN
    ai("403", "403", "?", "X..30", None), // ROUTE
    ai("410", "410", "*?", "N13,csum,gcppos1", None), // SHIP TO LOC
    ai("411", "411", "*?", "N13,csum,gcppos1", None), // BILL TO
    ai("412", "412", "*?", "N13,csum,gcppos1", None), // PURCHASE FROM
    ai("413", "413", "*?", "N13,csum,gcppos1", None), // SHIP FOR LOC
    ai("414", "414", "*?", "N13,csum,gcppos1", Some("254|7040")), // LOC No.
    ai("415", "415", "*?", "N13,csum,gcppos1", Some("8020")), // PAY TO
    ai("416", "416", "*?", "N13,csum,gcppos1", None), // PROD/SERV LOC
    ai("417", "417", "*?", "N13,csum,gcppos1", Some("7040")), // PARTY
    ai("420", "420", "?", "X..20", None), // SHIP TO POST
    ai("421", "421", "?", "N3,iso3166 X..9", None), // SHIP TO POST
    ai("422", "422", "?", "N3,iso3166", None), // ORIGIN
    ai("423", "423", "?", "N3,iso3166 [N3],iso3166 [N3],iso3166 [N3],iso3166 [N3],iso3166", None), // COUNTRY - INITIAL PROCESS
    ai("424", "424", "?", "N3,iso3166", None), // COUNTRY - PROCESS
    ai("425", "425", "?", "N3,iso3166 [N3],iso3166 [N3],iso3166 [N3],iso3166 [N3],iso3166", None), // COUNTRY - DISASSEMBLY
    ai("426", "426", "?", "N3,iso3166", None), // COUNTRY - FULL PROCESS
    ai("427", "427", "?", "X..3", None), // ORIGIN SUBDIVISION
    ai("4300", "4300", "?", "X..35,pcenc", None), // SHIP TO COMP
    ai("4301", "4301", "?", "X..35,pcenc", None), // SHIP TO NAME
    ai("4302", "4302", "?", "X..70,pcenc", None), // SHIP TO ADD1
    ai("4303", "4303", "?", "X..70,pcenc", None), // SHIP TO ADD2
    ai("4304", "4304", "?", "X..70,pcenc", None), // SHIP TO SUB
    ai("4305", "4305", "?", "X..70,pcenc", None), // SHIP TO LOC
    ai("4306", "4306", "?", "X..70,pcenc", None), // SHIP TO REG
    ai("4307", "4307", "?", "X2,iso3166alpha2", None), // SHIP TO COUNTRY
    ai("4308", "4308", "?", "X..30", None), // SHIP TO PHONE
    ai("4309", "4309", "?", "N10,latitude N10,longitude", None), // SHIP TO GEO
    ai("4310", "4310", "?", "X..35,pcenc", None), // RTN TO COMP
    ai("4311", "4311", "?", "X..35,pcenc", None), // RTN TO NAME
    ai("4312", "4312", "?", "X..70,pcenc", None), // RTN TO ADD1
    ai("4313", "4313", "?", "X..70,pcenc", None), // RTN TO ADD2
    ai("4314", "4314", "?", "X..70,pcenc", None), // RTN TO SUB
    ai("4315", "4315", "?", "X..70,pcenc", None), // RTN TO LOC
    ai("4316", "4316", "?", "X..70,pcenc", None), // RTN TO REG
    ai("4317", "4317", "?", "X2,iso3166alpha2", None), // RTN TO COUNTRY
    ai("4318", "4318", "?", "X..20", None), // RTN TO POST
    ai("4319", "4319", "?", "X..30", None), // RTN TO PHONE
    ai("4320", "4320", "?", "X..35,pcenc", None), // SRV DESCRIPTION
    ai("4321", "4321", "?", "N1,yesno", None), // DANGEROUS GOODS
    ai("4322", "4322", "?", "N1,yesno", None), // AUTH TO LEAVE
    ai("4323", "4323", "?", "N1,yesno", None), // SIG REQUIRED
    ai("4324", "4324", "?", "N6,yymmd0 N4,hhmi", None), // NOT BEF DEL DT
    ai("4325", "4325", "?", "N6,yymmd0 N4,hhmi", None), // NOT AFT DEL DT
    ai("4326", "4326", "?", "N6,yymmdd", None), // REL DATE
    ai("4330", "4330", "?", "N6 [X1],hyphen", None), // MAX TEMP F.
    ai("4331", "4331", "?", "N6 [X1],hyphen", None), // MAX TEMP C.
    ai("4332", "4332", "?", "N6 [X1],hyphen", None), // MIN TEMP F.
    ai("4333", "4333", "?", "N6 [X1],hyphen", None), // MIN TEMP C.
    ai("7001", "7001", "?", "N13", None), // NSN
    ai("7002", "7002", "?", "X..30", None), // MEAT CUT
    ai("7003", "7003", "?", "N6,yymmdd N4,hhmi", None), // EXPIRY TIME
    ai("7004", "7004", "?", "N..4", None), // ACTIVE POTENCY
    ai("7005", "7005", "?", "X..12", None), // CATCH AREA
    ai("7006", "7006", "?", "N6,yymmdd", None), // FIRST FREEZE DATE
    ai("7007", "7007", "?", "N6,yymmdd [N6],yymmdd", None), // HARVEST DATE
    ai("7008", "7008", "?", "X..3", None), // AQUATIC SPECIES
    ai("7009", "7009", "?", "X..10", None), // FISHING GEAR TYPE
    ai("7010", "7010", "?", "X..2", None), // PROD METHOD
    ai("7011", "7011", "?", "N6,yymmdd [N4],hhmi", None), // TEST BY DATE
    ai("7020", "7020", "?", "X..20", None), // REFURB LOT
    ai("7021", "7021", "?", "X..20", None), // FUNC STAT
    ai("7022", "7022", "?", "X..20", None), // REV STAT
    ai("7023", "7023", "?", "X..30,gcppos1", None), // GIAI - ASSEMBLY
    ai("7030", "7030", "?", "N3,iso3166999 X..27", None), // PROCESSOR # 0
    ai("7031", "7031", "?", "N3,iso3166999 X..27", None), // PROCESSOR # 1
    ai("7032", "7032", "?", "N3,iso3166999 X..27", None), // PROCESSOR # 2
    ai("7033", "7033", "?", "N3,iso3166999 X..27", None), // PROCESSOR # 3
    ai("7034", "7034", "?", "N3,iso3166999 X..27", None), // PROCESSOR # 4
    ai("7035", "7035", "?", "N3,iso3166999 X..27", None), // PROCESSOR # 5
    ai("7036", "7036", "?", "N3,iso3166999 X..27", None), // PROCESSOR # 6
    ai("7037", "7037", "?", "N3,iso3166999 X..27", None), // PROCESSOR # 7
    ai("7038", "7038", "?", "N3,iso3166999 X..27", None), // PROCESSOR # 8
    ai("7039", "7039", "?", "N3,iso3166999 X..27", None), // PROCESSOR # 9
    ai("7040", "7040", "", "N1 X1 X1 X1,importeridx", None), // UIC+EXT
    ai("7041", "7041", "", "X..4,packagetype", None), // UFRGT UNIT TYPE
    ai("710", "710", "?", "X..20", None), // NHRN PZN
    ai("711", "711", "?", "X..20", None), // NHRN CIP
    ai("712", "712", "?", "X..20", None), // NHRN CN
    ai("713", "713", "?", "X..20", None), // NHRN DRN
    ai("714", "714", "?", "X..20", None), // NHRN AIM
    ai("715", "715", "?", "X..20", None), // NHRN NDC
    ai("716", "716", "?", "X..20", None), // NHRN AIC
    ai("717", "717", "?", "X..20", None), // NHRN SRN
    ai("7230", "7230", "?", "X2 X..28", None), // CERT # 1
    ai("7231", "7231", "?", "X2 X..28", None), // CERT # 2
    ai("7232", "7232", "?", "X2 X..28", None), // CERT # 3
    ai("7233", "7233", "?", "X2 X..28", None), // CERT # 4
    ai("7234", "7234", "?", "X2 X..28", None), // CERT # 5
    ai("7235", "7235", "?", "X2 X..28", None), // CERT # 6
    ai("7236", "7236", "?", "X2 X..28", None), // CERT # 7
    ai("7237", "7237", "?", "X2 X..28", None), // CERT # 8
    ai("7238", "7238", "?", "X2 X..28", None), // CERT # 9
    ai("7239", "7239", "?", "X2 X..28", None), // CERT # 10
    ai("7240", "7240", "?", "X..20", None), // PROTOCOL
    ai("7241", "7241", "?", "N2,mediatype", None), // AIDC MEDIA TYPE
    ai("7242", "7242", "?", "X..25", None), // VCN
    ai("7250", "7250", "?", "N8,yyyymmdd", None), // DOB
    ai("7251", "7251", "?", "N8,yyyymmdd N4,hhmi", None), // DOB TIME
    ai("7252", "7252", "?", "N1,iso5218", None), // BIO SEX
    ai("7253", "7253", "?", "X..40,pcenc", None), // FAMILY NAME
    ai("7254", "7254", "?", "X..40,pcenc", None), // GIVEN NAME
    ai("7255", "7255", "?", "X..10", None), // SUFFIX
    ai("7256", "7256", "?", "X..90,pcenc", None), // FULL NAME
    ai("7257", "7257", "?", "X..70,pcenc", None), // PERSON ADDR
    ai("7258", "7258", "?", "X3,posinseqslash", None), // BIRTH SEQUENCE
    ai("7259", "7259", "?", "X..40,pcenc", None), // BABY
    ai("8001", "8001", "?", "N4,nonzero N5,nonzero N3,nonzero N1,winding N1", None), // DIMENSIONS
    ai("8002", "8002", "?", "X..20", None), // CMT No.
    ai("8003", "8003", "?", "N1,zero N13,csum,gcppos1 [X..16]", Some("")), // GRAI
    ai("8004", "8004", "?", "X..30,gcppos1", Some("7040")), // GIAI
    ai("8005", "8005", "?", "N6", None), // PRICE PER UNIT
    ai("8006", "8006", "?", "N14,csum,gcppos2 N4,pieceoftotal", Some("22,10,21")), // ITIP
    ai("8007", "8007", "?", "X..34,iban", None), // IBAN
    ai("8008", "8008", "?", "N6,yymmdd N2,hh [N2],mi [N2],ss", None), // PROD TIME
    ai("8009", "8009", "?", "X..50", None), // OPTSEN
    ai("8010", "8010", "?", "Y..30,gcppos1", Some("8011")), // CPID
    ai("8011", "8011", "", "N..12,nozeroprefix", None), // CPID SERIAL
    ai("8012", "8012", "?", "X..20", None), // VERSION
    ai("8013", "8013", "?", "X..25,csumalpha,gcppos1", Some("")), // GMN
    ai("8014", "8014", "", "X..25,csumalpha,gcppos1,hasnondigit", None), // MUDI
    ai("8017", "8017", "?", "N18,csum,gcppos1", Some("8019")), // GSRN - PROVIDER
    ai("8018", "8018", "?", "N18,csum,gcppos1", Some("8019")), // GSRN - RECIPIENT
    ai("8019", "8019", "", "N..10", None), // SRIN
    ai("8020", "8020", "", "X..25", None), // REF No.
    ai("8026", "8026", "?", "N14,csum,gcppos2 N4,pieceoftotal", None), // ITIP CONTENT
    ai("8030", "8030", "?", "Z..90", None), // DIGSIG
    ai("8040", "8040", "", "N15", None), // IMEI
    ai("8041", "8041", "", "N15", None), // IMEI2
    ai("8042", "8042", "", "N32", None), // ESIM
    ai("8043", "8043", "", "N18 [N..2]", None), // PSIM
    ai("8110", "8110", "?", "X..70,couponcode", None), // 
    ai("8111", "8111", "?", "N4", None), // POINTS
    ai("8112", "8112", "?", "X..70,couponposoffer", None), // 
    ai("8200", "8200", "", "X..70", None), // PRODUCT URL
    ai("90", "90", "?", "X..30", None), // INTERNAL
    ai("91", "99", "?", "X..90", None), // INTERNAL
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_order_and_no_ai_begins_another() {
        for pair in TABLE.windows(2) {
            assert!(pair[0].last < pair[1].first, "{pair:?}");
            assert!(!pair[1].first.starts_with(pair[0].last), "{pair:?}");
        }
    }

    #[test]
    fn entries_are_found_by_all_their_digits() {
        assert!(
            entry("01").is_some_and(|entry| entry.fixed && entry.attribute && entry.qualifiers.is_some())
        );
        assert!(entry("3103").is_some_and(|entry| entry.first == "3100"));
        assert!(entry("21").is_some_and(|entry| !entry.fixed && !entry.attribute));
        for none in ["", "0", "04", "1", "89", "310", "3106", "31030", "0\u{661}", "ab", "0a", "9", "100"] {
            assert!(entry(none).is_none(), "{none}");
        }
    }
}
