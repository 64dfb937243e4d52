// The rules of mask.hpp: which words stand before a secret, and which names are names of one.
//
// To teach a kind of secret, add a row to a table in mask_rules.cpp. Pure functions, static data.
// ASCII case is ignored.
#pragma once

#include <cstddef>
#include <string_view>

namespace pkgmap::mask {

/// Which bytes behind a word of a control file are its secret.
enum class Reach {
  none,
  value,      ///< A quoted string, or else the rest of the line.
  statement,  ///< The rest of the line, and the lines that belong to it.
  headers,    ///< All between '[' and ']'.
};

/// Returns what a whole word of a control file hides; a misspelt keyword counts, too, since it may
/// stand in a statement that does not parse. In a command (`in_command`), words that only a
/// control file knows hide nothing.
Reach reach_of(std::string_view word, bool in_command);

/// Whether the word behind this one is a name that somebody chose: `check process`, `systemctl
/// start`.
bool is_before_a_name(std::string_view word);

/// Whether the word behind this one is a user or a group: `sudo -u`.
bool is_before_a_user(std::string_view word);

/// Whether the value of a variable, of a long option or of a header with this name is a secret:
/// DBPASS, --api-key, X-Auth-Token; not --password-file, PASSWORD_MIN_LENGTH, --ask-pass.
bool is_secret_name(std::string_view name);

/// The same for a parameter in the query of a URL, where `key` and `sig` are secrets, too.
bool is_secret_parameter(std::string_view name);

/// An option of one program whose argument is a secret though its name does not say so.
struct SecretOption {
  std::string_view program;  ///< A base name; a '*' at its end stands for anything.
  std::string_view option;
  bool attached;          ///< The argument may follow without a blank: `-pX`.
  bool separate;          ///< The argument may be the next word: `-p X`.
  std::string_view pair;  ///< If not empty: a secret only if it has one of these bytes: `user:X`.
};

/// Whether any option of the program with this base name has a secret as argument.
bool has_secret_options(std::string_view program);

/// An option found in a word of a command.
struct FoundOption {
  const SecretOption* rule;  ///< Null if the word is no such option.
  std::size_t argument;      ///< Where in the word the argument begins; its end: the next word.
};

/// `word` begins with '-'.
FoundOption secret_option(std::string_view program, std::string_view word);

/// Returns where in a URL, or a word with one, a path begins that is a secret by itself, as the
/// addresses of chat services have it. Returns npos if none does.
std::size_t secret_path(std::string_view word);

}  // namespace pkgmap::mask
