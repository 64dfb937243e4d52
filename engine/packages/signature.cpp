#include "engine/packages/signature.hpp"

#include "parsers/source/names.hpp"

namespace pkgmap {
namespace {

constexpr std::array<Named<Signature>, 5> kSignatureNames = {{
    {Signature::none, "none"},
    {Signature::md5sums, "md5sums"},
    {Signature::digest, "digest"},
    {Signature::signed_unknown_key, "signed"},
    {Signature::key, "key"},
}};

}  // namespace

const char* name_of(Signature signature) {
  return name_in(kSignatureNames, signature);
}

}  // namespace pkgmap
