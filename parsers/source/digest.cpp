#include "parsers/source/digest.hpp"

#include "parsers/source/hex.hpp"
#include "parsers/source/names.hpp"

namespace pkgmap {
namespace {

constexpr std::array<Named<Algorithm::Known>, 5> kNames = {{
    {Algorithm::md5, "md5"},
    {Algorithm::sha1, "sha1"},
    {Algorithm::sha256, "sha256"},
    {Algorithm::sha384, "sha384"},
    {Algorithm::sha512, "sha512"},
}};

std::size_t digits_of(Algorithm::Known algorithm) {
  switch (algorithm) {
    case Algorithm::md5:
      return 32;
    case Algorithm::sha1:
      return 40;
    case Algorithm::sha256:
      return 64;
    case Algorithm::sha384:
      return 96;
    case Algorithm::sha512:
      return 128;
    case Algorithm::none:
      break;
  }
  return 0;
}

}  // namespace

Algorithm Algorithm::called(std::string_view name) {
  Algorithm algorithm = value_in(kNames, name).value_or(none);
  if (algorithm.known_ == none) algorithm.unknown_ = name;
  return algorithm;
}

Algorithm Algorithm::with_digits(std::size_t digits) {
  for (const Known algorithm : kAlgorithms) {
    if (digits_of(algorithm) == digits) return algorithm;
  }
  return none;
}

std::string Algorithm::name() const {
  return known_ == none ? unknown_ : name_in(kNames, known_);
}

std::size_t Algorithm::digits() const {
  return digits_of(known_);
}

bool Digest::well_formed() const {
  return known() && value.size() == algorithm.digits() && is_hex(value);
}

}  // namespace pkgmap
