// The rules of mask.hpp: which words stand before a secret, and which names mean that the value is
// a secret.
//
// To add a kind of secret, add a row to a table in mask_rules.cpp, or, for an option of a program,
// in mask_commands.cpp. All functions ignore ASCII case. Pure functions, static data.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace pkgmap::mask {

/// Which bytes behind a word of a control file are a secret.
enum class Reach {
  none,   ///< No byte.
  value,  ///< The quoted string that follows; the rest of the line if none follows.
  /// Outside a comment as `value`. In a comment as `value` if a quote, '=' or ':' follows the word,
  /// otherwise no byte: `# send an email` has no secret.
  prose,
  statement,  ///< The rest of the line, and the next lines that belong to the statement.
  headers,    ///< Everything between '[' and ']'.
};

/// Where a word stands.
struct Place {
  bool in_command = false;     ///< In a command, where keywords of a control file have no meaning.
  bool may_be_name = false;    ///< Behind `start` or `group`: even a word such as "token" is
                               ///< probably a name there.
  bool is_check_name = false;  ///< Behind `check process`: whatever the word, it is a name.
};

/// Returns which bytes behind `word`, a whole word of a control file, are a secret. A misspelt
/// keyword counts, too, since the statement may have mistakes.
Reach reach_of(std::string_view word, const Place& place);

/// Returns whether the name of a check, group or unit may stand behind this word: `group`, `start`.
bool may_name_next(std::string_view word);

/// Returns whether the name of a check stands behind these two words: `check process`.
bool names_check_next(std::string_view before, std::string_view word);

/// Returns whether a string behind this word is a command: `program`, `exec`.
bool is_before_a_command(std::string_view word);

/// Returns whether the word behind this word is a user or a group: `sudo -u`.
bool is_before_a_user(std::string_view word);

/// Returns whether a program of this base name runs the text behind its option `-c`: bash, su.
bool is_shell(std::string_view program);

/// Returns whether the word behind this argument of a shell is the text that the shell runs: -c,
/// -lc.
bool takes_script(std::string_view word);

/// Returns whether a command follows these two words of a control file: `start program`.
bool begins_command(std::string_view before, std::string_view word);

/// Returns whether the value of a variable, a long option or a header with this name is a secret:
/// DBPASS, --api-key, X-Auth-Token; not --password-file, PASSWORD_MIN_LENGTH.
bool is_secret_name(std::string_view name);

/// For a long option for which is_secret_name() is true: returns whether the next word is not its
/// value, so that only a value behind '=' counts. True for --ask-pass, and for --auth before
/// another option. `next` is the first byte of the next word; ' ' if there is none.
bool is_switch(std::string_view option, char next);

/// Returns whether the value of a parameter with this name in the query of a URL is a secret. True
/// for each name for which is_secret_name() is true, and for some more, such as `key` and `sig`.
bool is_secret_parameter(std::string_view name);

/// An option of a program whose argument is a secret, although the name of the option does not tell
/// that.
struct SecretOption {
  /// A base name, or several with '|' between them. A '*' at the end of a name stands for any text.
  std::string_view program;
  std::string_view option;
  bool attached;  ///< The argument may follow without a blank: `-pX`.
  bool separate;  ///< The argument may be the next word: `-p X`.
  /// Unless empty, the argument counts only if it has one of these bytes: `user:X`.
  std::string_view pair;
};

/// Returns the secret options of the program with this base name, ignoring ASCII case; empty for
/// most programs. The pointers are always valid.
std::vector<const SecretOption*> secret_options(std::string_view program);

/// Returns the offset in `word`, which begins with '-', at which the argument of this option
/// begins. Returns the length of `word` if the argument is the next word; npos if `word` is not
/// this option.
std::size_t argument_of(const SecretOption& option, std::string_view word);

/// Returns whether the text behind the last '@' of a word cannot be a host: `@STRENGTH` in a list
/// of ciphers, `@sha256:` of an image.
bool is_no_host(std::string_view behind);

/// Returns the offset in `word` at which a secret path begins, as in the addresses that chat
/// services give out; npos if there is none. `word` is a URL, or has a URL in it.
std::size_t secret_path(std::string_view word);

}  // namespace pkgmap::mask
