// A digest of a content, and the hash algorithms: their names and the lengths of their digests.
//
// Control files, monit, headers of packages and files of this program name algorithms. A file that
// another version of this program wrote may name an algorithm that this version does not know. The
// types of this file are plain values, and the functions are pure.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace pkgmap {

/// A hash algorithm that this program knows; or the name of an unknown algorithm, by which this
/// program cannot compute a digest; or `none`, no algorithm.
class Algorithm {
 public:
  enum Known : std::uint8_t { none, md5, sha1, sha256, sha384, sha512 };

  /// Not explicit, so that a constant is an algorithm.
  Algorithm(Known known = none) : known_(known) {}

  /// Returns the algorithm whose name() is `name`; case counts. A name that this program does not
  /// know gives an unknown algorithm with this name, and an empty text gives `none`.
  static Algorithm called(std::string_view name);
  /// Returns the algorithm whose digests have this number of hex digits; `none` if there is none.
  static Algorithm with_digits(std::size_t digits);

  /// Returns the name that JSON and the files of this program use: "md5", "sha256"; empty for
  /// `none`.
  std::string name() const;
  /// Returns how many hex digits a digest has; 0 for `none` and for an unknown algorithm.
  std::size_t digits() const;
  /// Returns whether a control file of monit can name this algorithm: MD5, SHA-1 or SHA-256.
  bool is_of_monit() const { return known_ == md5 || known_ == sha1 || known_ == sha256; }

  friend bool operator==(const Algorithm& left, const Algorithm& right) = default;
  /// Compares the names, since JSON sorts algorithms by name.
  friend bool operator<(const Algorithm& left, const Algorithm& right) {
    return left.name() < right.name();
  }

 private:
  Known known_;
  std::string unknown_;  ///< The name of an unknown algorithm; else empty.
};

/// The algorithms of which this program can compute digests, sorted by name.
inline constexpr std::array kAlgorithms = {Algorithm::md5, Algorithm::sha1, Algorithm::sha256,
                                           Algorithm::sha384, Algorithm::sha512};
/// The algorithms for which Algorithm::is_of_monit() is true.
inline constexpr std::array kMonitAlgorithms = {Algorithm::md5, Algorithm::sha1, Algorithm::sha256};

/// The digest of one content by one algorithm.
struct Digest {
  Algorithm algorithm;
  std::string value;  ///< Lower-case hex; empty if it is not known, or if there is no content.

  bool known() const { return !value.empty(); }
  /// Returns whether the algorithm is known, and the value has the form of a digest by it.
  bool well_formed() const;

  friend bool operator==(const Digest& left, const Digest& right) = default;
};

}  // namespace pkgmap
