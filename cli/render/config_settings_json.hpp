// The settings of a control file as JSON: docs/formats.md, `config`.
#pragma once

#include <optional>
#include <vector>

#include "parsers/json/json.hpp"
#include "parsers/monitrc/model/model.hpp"

namespace pkgmap::cli {

/// Null when monit answers nowhere. Holds no user and no password.
Json httpd_json(const std::optional<monitrc::Httpd>& httpd);
/// A whole number without a fraction.
Json seconds_json(int milliseconds);
Json limits_json(const monitrc::Limits& limits);
Json alerts_json(const std::vector<monitrc::Alert>& alerts);

/// What `ssl { … }` says; null when it says nothing.
Json tls_json(const monitrc::TlsOptions& tls);

/// `mail`, `mmonit`, `event_queue`, `alerts`, `mail_format`, `ssl`, `onreboot`, `syslog`, `fips`.
void set_settings(Json& json, const monitrc::ControlFile& file);

}  // namespace pkgmap::cli
