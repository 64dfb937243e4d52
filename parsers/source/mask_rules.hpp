// The rules of mask.hpp: which words stand before a secret, and which names are names of one.
//
// To teach a kind of secret, add a row to a table in mask_rules.cpp, for an option of a program in
// mask_commands.cpp. Pure functions, static data.
// ASCII case is ignored.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace pkgmap::mask {

/// Which bytes behind a word of a control file are its secret.
enum class Reach {
  none,
  value,      ///< A quoted string, or else the rest of the line.
  prose,      ///< A value; in a comment only with a quote, '=' or ':', unlike `# send an email`.
  statement,  ///< The rest of the line, and the lines that belong to it.
  headers,    ///< All between '[' and ']'.
};

/// Where a word stands.
struct Place {
  bool in_command = false;     ///< Words that only a control file knows hide nothing here.
  bool may_be_name = false;    ///< Behind `start` or `group`: `token` is probably a name.
  bool is_check_name = false;  ///< Behind `check process`: whatever the word, it is a name.
};

/// Returns what a whole word of a control file hides; a misspelt keyword counts, too, since it may
/// stand in a statement that does not parse.
Reach reach_of(std::string_view word, const Place& place);

/// Whether the name of a check, a group, a unit may stand behind this word: `group`, `start`.
bool may_name_next(std::string_view word);

/// Whether the name of a check stands behind these two words: `check process`.
bool names_check_next(std::string_view before, std::string_view word);

/// Whether a string behind this word is a command: `program`, `exec`.
bool is_before_a_command(std::string_view word);

/// Whether the word behind this one is a user or a group: `sudo -u`.
bool is_before_a_user(std::string_view word);

/// Whether a program of this base name runs the text behind its `-c`: bash, su.
bool is_shell(std::string_view program);

/// Whether the argument of a shell behind this word is the text that the shell runs: -c, -lc.
bool takes_script(std::string_view word);

/// Whether these two words of a control file stand before a command: `start program`.
bool begins_command(std::string_view before, std::string_view word);

/// Whether the value of a variable, of a long option or of a header with this name is a secret:
/// DBPASS, --api-key, X-Auth-Token; not --password-file, PASSWORD_MIN_LENGTH.
bool is_secret_name(std::string_view name);

/// Whether a long option with the name of a secret has no value if no '=' follows: --ask-pass, and
/// --auth before another option. `next` is the byte with which the next word begins.
bool is_switch(std::string_view option, char next);

/// The same for a parameter in the query of a URL, where `key` and `sig` are secrets, too.
bool is_secret_parameter(std::string_view name);

/// An option of one program whose argument is a secret though its name does not say so.
struct SecretOption {
  /// A base name, or several with a '|' between them; a '*' at the end of one stands for anything.
  std::string_view program;
  std::string_view option;
  bool attached;          ///< The argument may follow without a blank: `-pX`.
  bool separate;          ///< The argument may be the next word: `-p X`.
  std::string_view pair;  ///< If not empty: a secret only if it has one of these bytes: `user:X`.
};

/// Returns the options of the program with this base name, from static data. Nearly always empty.
std::vector<const SecretOption*> secret_options(std::string_view program);

/// Returns where in `word`, which begins with '-', the argument of this option begins. That is the
/// end of `word` if the argument is the next word. Returns npos if `word` is not this option.
std::size_t argument_of(const SecretOption& option, std::string_view word);

/// Whether what stands behind the last '@' of a word is no host: `@STRENGTH` of a list of ciphers,
/// `@sha256:` of an image.
bool is_no_host(std::string_view behind);

/// Returns where in a URL, or a word with one, a path begins that is a secret by itself, as the
/// addresses of chat services have it. Returns npos if none does.
std::size_t secret_path(std::string_view word);

}  // namespace pkgmap::mask
