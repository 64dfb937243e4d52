#include "engine/packages/signature.hpp"

namespace pkgmap {

const char* name_of(Signature signature) {
  switch (signature) {
    case Signature::none:
      return "none";
    case Signature::digest:
      return "digest";
    case Signature::signed_unknown_key:
      return "signed";
    case Signature::key:
      return "key";
  }
  return "none";
}

}  // namespace pkgmap
