#include "engine/packages/signature.hpp"

#include "parsers/source/names.hpp"

namespace pkgmap {
namespace {

constexpr std::array<Named<Signature>, 4> kSignatureNames = {{
    {Signature::none, "none"},
    {Signature::digest, "digest"},
    {Signature::signed_unknown_key, "signed"},
    {Signature::key, "key"},
}};

}  // namespace

const char* name_of(Signature signature) {
  return name_in(kSignatureNames, signature);
}

}  // namespace pkgmap
