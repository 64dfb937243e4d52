// The fuzz target for what the confined programs answer (docs/hardening.md). engine_test runs the
// target on the inputs of fixtures/fuzz/answers. Throws std::logic_error if a promise is broken.
#pragma once

#include <string_view>

namespace pkgmap::fuzz {

/// Reads the bytes as each kind of message about headers, and as the listing of a payload. The
/// bytes must be refused, or give a value within all bounds; a message must encode to the same
/// bytes.
void answers(std::string_view bytes);

}  // namespace pkgmap::fuzz
