// What `config` prints for people: the files that were read, how monit can be asked, and every
// check with its place.
#pragma once

#include <string>

#include "parsers/monitrc/model/model.hpp"

namespace pkgmap::cli {

std::string config_text(const monitrc::Parsed& parsed);

}  // namespace pkgmap::cli
