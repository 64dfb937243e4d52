// What is done with an input of the fuzzer of the answers that the confined programs give; also
// with the inputs of fixtures/fuzz/answers. Throws std::logic_error when a promise is broken.
#pragma once

#include <string_view>

namespace pkgmap::fuzz {

/// The same bytes as each kind of message about headers, and as the listing of a payload: nothing,
/// or a value that is within all bounds and comes back as it was.
void answers(std::string_view bytes);

}  // namespace pkgmap::fuzz
