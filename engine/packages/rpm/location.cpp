#include "engine/packages/rpm/location.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <sstream>
#include <vector>

#include <rpm/rpmlib.h>
#include <rpm/rpmmacro.h>

#include "engine/packages/rpm/handles.hpp"
#include "engine/packages/rpm/messages.hpp"
#include "engine/system/files/paths.hpp"
#include "engine/system/files/root_directory.hpp"
#include "engine/system/text.hpp"

namespace pkgmap::rpm {
namespace {

struct Kind {
  const char* name;
  const char* file;
};
constexpr Kind kKinds[] = {{"sqlite", "rpmdb.sqlite"}, {"ndb", "Packages.db"}, {"bdb", "Packages"}};
constexpr const char* kBdbIndexes[] = {"Basenames", "Name", "Providename"};

Error refused(std::string message, std::string hint = {}) {
  return Error{ErrorCode::package_database, std::move(message), std::move(hint)};
}

std::string expand(const char* macro) {
  const Text text(rpmExpand(macro, nullptr));
  return text ? text.get() : "";
}

// "bdb_ro" reads the files of "bdb".
std::string kind_of_backend(const std::string& backend) {
  return backend == "bdb_ro" ? "bdb" : backend;
}

// Returns what `rpm --showrc` prints.
std::string shown_configuration() {
  char* text = nullptr;
  std::size_t size = 0;
  std::FILE* stream = ::open_memstream(&text, &size);
  if (!stream) return {};
  rpmShowRC(stream);
  std::fclose(stream);
  const Text owner(text);
  return std::string(text, size);
}

std::string listed(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

bool present(const std::string& directory, const char* file) {
  struct stat info {};
  return ::stat((directory + "/" + file).c_str(), &info) == 0;
}

constexpr const char* kNoDatabaseHint =
    "--dbpath names another place; where there is none yet, 'rpm --initdb' makes an empty one";

Done check_directory(const std::string& directory) {
  struct stat info {};
  if (::stat(directory.c_str(), &info) != 0) {
    if (errno == ENOENT) {
      return refused("there is no package database in " + directory, kNoDatabaseHint);
    }
    return system_error("cannot read the package database in " + directory,
                        ErrorCode::package_database);
  }
  if (!S_ISDIR(info.st_mode)) return refused(directory + " is not a directory");
  if (::faccessat(AT_FDCWD, directory.c_str(), X_OK, AT_EACCESS) != 0) {
    return refused(
        "cannot read the package database in " + directory + ": " + system_message(errno),
        "run this as root");
  }
  return done();
}

// librpm opens by name, so a link in another root would lead to files of the running system.
Done check_no_link(const std::string& path) {
  struct stat info {};
  if (::lstat(path.c_str(), &info) != 0 || !S_ISLNK(info.st_mode)) return done();
  return refused(path + " is a link, and could lead out of the root");
}

Done check_file(const std::string& path) {
  struct stat info {};
  if (::stat(path.c_str(), &info) != 0) {
    return system_error("cannot read the package database " + path, ErrorCode::package_database);
  }
  if (!S_ISREG(info.st_mode)) return refused(path + " is not a package database: not a file");
  if (info.st_size == 0) return refused(path + " is not a package database: it is empty");
  if (::faccessat(AT_FDCWD, path.c_str(), R_OK, AT_EACCESS) != 0) {
    return refused("cannot read the package database " + path + ": " + system_message(errno),
                   "run this as root");
  }
  return done();
}

// Chooses as rpm does (dbDetectBackend): the configured backend if its file exists, else the first
// backend whose file exists. Refuses nothing to a librpm that does not say what it reads.
Result<Kind> choose(const std::string& directory, const std::vector<Kind>& found) {
  const std::string configured = kind_of_backend(expand("%{?_db_backend}"));
  for (const Kind& kind : found) {
    if (kind.name == configured) return kind;
  }
  const std::vector<std::string> readable = kinds_in_configuration(shown_configuration());
  if (readable.empty()) return found.front();
  for (const std::string& name : readable) {
    for (const Kind& kind : found) {
      if (kind.name == name) return kind;
    }
  }
  const Kind& kind = found.front();
  return refused("the package database " + directory + "/" + kind.file + " is of the kind " +
                     kind.name + ", which this librpm (" + RPMVERSION + ") cannot read",
                 "it reads " + listed(readable) + "; use a monit-pkgmap built for this system");
}

// librpm opens the files by name, without asking the StandIn of the root. A file without its
// content would be an empty database, or an empty index.
Done fill_files(const DatabaseOptions& options, const std::string& directory) {
  if (!options.stand_in) return done();
  const std::string inside = directory.substr(lexically_normal(options.root).size());
  options.stand_in->expect_below(inside);
  const RootDirectory files(directory);
  for (const std::string& name : files.list("/").value_or(std::vector<std::string>())) {
    struct stat info {};
    if (files.stat("/" + name, false, info) != 0 || !S_ISREG(info.st_mode)) continue;
    const int failed = options.stand_in->fill(info);
    if (failed == 0) continue;
    return refused("cannot read the package database " + directory + "/" + name + ": " +
                   system_message(failed));
  }
  return done();
}

Result<std::string> host_directory(const DatabaseOptions& options) {
  std::string path = options.dbpath;
  if (path.empty()) path = expand("%{_dbpath}");
  // rpm expands macros in both paths, even macros that run a program.
  if (path.find('%') != std::string::npos || options.root.find('%') != std::string::npos) {
    return refused("a package database's path must not contain %: " +
                   inside_root(options.root, path));
  }
  if (!path.starts_with('/')) {
    return refused("the package database's path must be absolute: " + path);
  }
  if (!options.root.starts_with('/')) {
    return refused("the root must be absolute: " + options.root);
  }
  if (lexically_normal(options.root) == "/") return lexically_normal(path);
  return inside_root(options.root, resolve_directory(options.root, path));
}

}  // namespace

std::vector<std::string> kinds_in_configuration(const std::string& shown) {
  std::vector<std::string> kinds;
  std::istringstream lines(shown);
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("available backends")) continue;
    std::istringstream words(line.substr(line.find(':') + 1));
    for (std::string word; words >> word;) {
      if (word != "dummy") kinds.push_back(kind_of_backend(word));
    }
    break;
  }
  return kinds;
}

Result<std::string> locate_directory(const DatabaseOptions& options) {
  if (Done ready = prepare_library(); !ready) return ready.error();
  return host_directory(options);
}

Result<Location> locate_database(const DatabaseOptions& options) {
  Result<std::string> directory = locate_directory(options);
  if (!directory) return directory.error();
  Location location{std::move(*directory), {}, true, {}};
  if (Done usable = check_directory(location.directory); !usable) return usable.error();

  if (Done filled = fill_files(options, location.directory); !filled) return filled.error();
  std::vector<Kind> found;
  for (const Kind& kind : kKinds) {
    if (present(location.directory, kind.file)) found.push_back(kind);
  }
  if (found.empty()) {
    return refused("there is no package database in " + location.directory, kNoDatabaseHint);
  }
  const Result<Kind> kind = choose(location.directory, found);
  if (!kind) return kind.error();
  location.file = kind->file;
  for (const Kind& other : found) {
    if (other.name != kind->name) location.other = other.file;
  }
  if (lexically_normal(options.root) != "/") {
    Done inside = check_no_link(location.directory + "/" + location.file);
    if (!inside) return inside.error();
  }
  if (Done usable = check_file(location.directory + "/" + location.file); !usable) {
    return usable.error();
  }
  if (location.file == "Packages") {
    location.indexed =
        std::all_of(std::begin(kBdbIndexes), std::end(kBdbIndexes),
                    [&](const char* index) { return present(location.directory, index); });
  }
  return location;
}

}  // namespace pkgmap::rpm
