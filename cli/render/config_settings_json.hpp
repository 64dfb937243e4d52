// The settings of a control file as JSON: docs/formats.md, `config`. Pure.
#pragma once

#include <optional>
#include <vector>

#include "parsers/json/json.hpp"
#include "parsers/monitrc/model/model.hpp"

namespace pkgmap::cli {

/// Null if monit has no HTTP interface. Contains no user and no password.
Json httpd_json(const std::optional<monitrc::Httpd>& httpd);
/// A number of seconds; without a fraction if it is whole.
Json seconds_json(int milliseconds);
Json limits_json(const monitrc::Limits& limits);
Json alerts_json(const std::vector<monitrc::Alert>& alerts);

/// The options of `ssl { … }`; null if there are none.
Json tls_json(const monitrc::TlsOptions& tls);

/// `mail`, `mmonit`, `event_queue`, `alerts`, `mail_format`, `ssl`, `onreboot`, `syslog`, `fips`.
void set_settings(Json& json, const monitrc::ControlFile& file);

}  // namespace pkgmap::cli
