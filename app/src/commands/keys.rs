//! `token` and `link`: letting a program or a person in.

use domain::{MemberId, OrganisationId};
use kit::App;
use people::{CredentialKind, NewMember};
use store::Tx;

use crate::config::Config;
use crate::server::{self, Failure};

/// For whom.
#[derive(Debug, clap::Args)]
#[group(required = true, multiple = false)]
struct Whom {
    /// A member, by id.
    #[arg(long, value_name = "MEMBER")]
    member: Option<String>,
    /// A new member of this name.
    #[arg(long, value_name = "NAME")]
    new_member: Option<String>,
    /// A new placemaster of this name.
    #[arg(long, value_name = "NAME")]
    new_placemaster: Option<String>,
}

/// A token's arguments.
#[derive(Debug, clap::Args)]
pub struct TokenArgs {
    #[command(flatten)]
    whom: Whom,
    /// Lets them act for this organisation as well.
    #[arg(long, value_name = "ORGANISATION")]
    associate_of: Option<String>,
    /// What the token is for.
    #[arg(long, default_value = "hyperlieu token")]
    label: String,
}

/// A link's arguments.
#[derive(Debug, clap::Args)]
pub struct LinkArgs {
    #[command(flatten)]
    whom: Whom,
    /// Lets them act for this organisation as well.
    #[arg(long, value_name = "ORGANISATION")]
    associate_of: Option<String>,
}

/// Makes a bearer token and prints it, once.
///
/// # Errors
/// When the member or organisation does not exist, or the database fails.
pub async fn token(config: &Config, args: TokenArgs) -> Result<(), Failure> {
    let app = server::open(config, base_url(config), false).await?;
    let mut tx = app.write().await?;
    let member = whom(&mut tx, &app, args.whom, args.associate_of).await?;
    let (_, secret) =
        people::issue(&mut tx, &app, CredentialKind::Bearer, member, &args.label).await.map_err(told)?;
    tx.commit().await?;
    eprintln!("{member}");
    println!("{secret}");
    Ok(())
}

/// Makes a single-use sign-in link and prints it.
///
/// # Errors
/// When the member or organisation does not exist, or the database fails.
pub async fn link(config: &Config, args: LinkArgs) -> Result<(), Failure> {
    let app = server::open(config, base_url(config), false).await?;
    let mut tx = app.write().await?;
    let member = whom(&mut tx, &app, args.whom, args.associate_of).await?;
    let link = people::issue_link(&mut tx, &app, member).await.map_err(told)?;
    tx.commit().await?;
    eprintln!("{member}: opens once, within {} minutes", domain::limits::LINK_MINUTES);
    println!("{link}");
    Ok(())
}

async fn whom(tx: &mut Tx, app: &App, whom: Whom, associate_of: Option<String>) -> Result<MemberId, Failure> {
    let member = match whom {
        Whom { member: Some(id), .. } => {
            let id: MemberId = id.parse().map_err(|why| format!("--member {id}: {why}"))?;
            people::member(tx, id).await?.ok_or_else(|| format!("there is no {id}"))?.id
        }
        Whom { new_member, new_placemaster, .. } => {
            let placemaster = new_placemaster.is_some();
            let name = new_member.or(new_placemaster).unwrap_or_default();
            let new = NewMember { name, lang: "fr".to_owned(), placemaster, ..NewMember::default() };
            people::create_member(tx, app, new).await.map_err(told)?.id
        }
    };
    if let Some(organisation) = associate_of {
        let id: OrganisationId =
            organisation.parse().map_err(|why| format!("--associate-of {organisation}: {why}"))?;
        people::add_associate(tx, id, member).await.map_err(told)?;
    }
    Ok(member)
}

fn base_url(config: &Config) -> String {
    let base = &config.server.base_url;
    if base.is_empty() { format!("http://{}", config.server.listen) } else { base.clone() }
}

/// A refusal in the operator's words.
pub(super) fn told(refusal: kit::Refusal) -> Failure {
    let problem = refusal.problem(kit::Lang::En);
    let fields: Vec<String> =
        problem.fields.iter().map(|one| format!("{}: {}", one.field, one.detail)).collect();
    format!("{} ({}) {}", problem.detail, problem.code, fields.join(" ")).into()
}
