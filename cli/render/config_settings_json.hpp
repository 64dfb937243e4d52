// The settings of a control file as JSON: monit-pkgmap-formats(5), `config`. Pure.
#pragma once

#include <optional>
#include <vector>

#include "parsers/json/json.hpp"
#include "parsers/monitrc/model/model.hpp"

namespace pkgmap::cli {

/// Returns the statement `set httpd` without users and passwords; a null value if it opens neither
/// a port nor a unix socket, and if `httpd` is nullopt.
Json httpd_json(const std::optional<monitrc::Httpd>& httpd);
/// Returns the time in seconds; an integer if the number is whole.
Json seconds_json(int milliseconds);
/// Returns an object with all limits.
Json limits_json(const monitrc::Limits& limits);
/// Returns an array; empty if there is no alert.
Json alerts_json(const std::vector<monitrc::Alert>& alerts);

/// Returns the options of `ssl { … }`; a null value if none is written.
Json tls_json(const monitrc::TlsOptions& tls);

/// Sets those members of `json` that monit-pkgmap-formats(5) lists from `mailservers` to `fips`. A
/// setting that the file does not have gives null or an empty array.
void set_settings(Json& json, const monitrc::ControlFile& file);

}  // namespace pkgmap::cli
