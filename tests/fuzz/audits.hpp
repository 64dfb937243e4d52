// The fuzz target for the audits of hosts that a merge reads. Throws std::logic_error if a promise
// is broken; sanitizers find the rest. The text may have any bytes.
#pragma once

#include <string_view>

namespace pkgmap::fuzz {

/// Reads the answers of `audit` of several hosts: each is a host, or refused with a reason and a
/// place in the text; they are the same however the text comes in pieces, and can be merged.
void audits(std::string_view text);

}  // namespace pkgmap::fuzz
