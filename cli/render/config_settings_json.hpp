// The settings of a control file as JSON: monit-pkgmap-formats(5), `config`. Pure.
#pragma once

#include <optional>
#include <vector>

#include "parsers/json/json.hpp"
#include "parsers/monitrc/model/model.hpp"

namespace pkgmap::cli {

/// Returns the statement `set httpd` as an object, without users and passwords. Returns a null
/// value if `httpd` is nullopt, or opens neither a port nor a unix socket.
Json httpd_json(const std::optional<monitrc::Httpd>& httpd);
/// Returns the time in seconds; an integer if the number is whole.
Json seconds_json(int milliseconds);
/// Returns an object with all limits.
Json limits_json(const monitrc::Limits& limits);
/// Returns an array with an object for each alert.
Json alerts_json(const std::vector<monitrc::Alert>& alerts);

/// Returns the options of `ssl { … }` as an object; a null value if no option is set.
Json tls_json(const monitrc::TlsOptions& tls);

/// Sets those members of `json` that monit-pkgmap-formats(5) lists from `mailservers` to `fips`.
/// The function sets a member even if the file does not have the setting: to null, false, 0, or an
/// empty array or object.
void set_settings(Json& json, const monitrc::ControlFile& file);

}  // namespace pkgmap::cli
