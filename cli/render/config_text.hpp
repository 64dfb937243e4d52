// What `config` prints for people: the files that were read, the HTTP interface of monit, and every
// check with its place. Pure; contains no credentials.
#pragma once

#include <string>

#include "parsers/monitrc/model/model.hpp"

namespace pkgmap::cli {

std::string config_text(const monitrc::Parsed& parsed);

}  // namespace pkgmap::cli
