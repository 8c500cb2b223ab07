//! Every route on one screen, then what stands around them.

use crate::error::ApiError;
use crate::middleware::{guard, observe};
use crate::routes;
use crate::state::AppState;
use crate::static_files::serve_app;
use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};
use shared::protocol::{ProblemCode, routes as paths};

/// Builds the whole application.
pub fn build_app(state: AppState) -> Router {
    // The order of the layers is told in `middleware`; the last one added is the outermost.
    Router::new()
        // Anyone
        .route(paths::HELLO, get(routes::show_hello))
        .route(paths::HEALTH, get(routes::show_health))
        .route(paths::CHALLENGE, post(routes::create_challenge))
        .route(paths::SESSION, post(routes::create_session))
        // Whoever knows an invitation's secret
        .route("/v1/invites/{id}", get(routes::find_invite))
        .route("/v1/invites/{id}/join", post(routes::create_join))
        // A device in session
        .route(paths::HEADS, post(routes::list_heads))
        .route(paths::LIVE, get(routes::open_live))
        .route(paths::JOINS, get(routes::list_joins))
        .route(paths::INVITES, post(routes::create_invite))
        .route("/v1/invites/{id}/withdraw", post(routes::withdraw_invite))
        .route("/v1/invites/{id}/deny", post(routes::deny_join))
        .route(
            "/v1/s/{space}/quarantine",
            get(routes::list_parcels).post(routes::create_parcel),
        )
        .route(
            "/v1/s/{space}/quarantine/settle",
            post(routes::settle_parcel),
        )
        .route("/v1/s/{space}/log", get(routes::list_log))
        .route("/v1/s/{space}/push", post(routes::push_envelopes))
        .route("/v1/s/{space}/recover", post(routes::recover_space))
        .route("/v1/s/{space}/checkpoint", post(routes::offer_checkpoint))
        .route("/v1/s/{space}/checkpoint/lease", post(routes::create_lease))
        .route(
            "/v1/s/{space}/checkpoint/{checkpoint}",
            get(routes::show_checkpoint),
        )
        .route(
            "/v1/s/{space}/checkpoint/{checkpoint}/attest",
            post(routes::create_attest),
        )
        .route("/v1/s/{space}/segment", post(routes::create_segment))
        .route("/v1/s/{space}/segment/{segment}", get(routes::show_segment))
        .route(
            "/v1/s/{space}/blob",
            get(routes::list_blobs).post(routes::offer_blob),
        )
        .route(
            "/v1/s/{space}/blob/{blob}/{place}",
            get(routes::show_chunk).post(routes::put_chunk),
        )
        .route("/v1/s/{space}/blob/{blob}/drop", post(routes::drop_blob))
        // A device in session, or the first person with the bootstrap token
        .route(
            "/v1/s/{space}/members",
            get(routes::list_members).post(routes::append_members),
        )
        // Everything else is the app
        .fallback(serve_app)
        .method_not_allowed_fallback(async || ApiError::from(ProblemCode::MethodNotAllowed))
        .layer(from_fn_with_state(state.clone(), guard))
        .layer(from_fn_with_state(state.clone(), observe))
        .with_state(state)
}
