#include "cli/plugins/rpm/elements.hpp"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

namespace {

// What goes, sorted by name: so that it is seen what comes in its place.
class Outgoing {
 public:
  explicit Outgoing(rpmts ts);
  ~Outgoing() { free(elements_); }
  Outgoing(const Outgoing&) = delete;
  Outgoing& operator=(const Outgoing&) = delete;

  /// One of the same name that `incoming` replaces; null: it is new.
  rpmte replaced_by(rpmte incoming) const;

 private:
  static int by_name(const void* left, const void* right);

  rpmte* elements_ = nullptr;
  size_t count_ = 0;
};

Outgoing::Outgoing(rpmts ts) {
  const int all = rpmtsNElements(ts);
  if (all <= 0) return;
  elements_ = static_cast<rpmte*>(calloc(static_cast<size_t>(all), sizeof *elements_));
  for (int i = 0; elements_ && i < all; ++i) {
    rpmte element = rpmtsElement(ts, i);
    if (rpmteType(element) == TR_REMOVED) elements_[count_++] = element;
  }
  if (count_ > 0) qsort(elements_, count_, sizeof *elements_, by_name);
}

int Outgoing::by_name(const void* left, const void* right) {
  return strcmp(rpmteN(*static_cast<const rpmte*>(left)),
                rpmteN(*static_cast<const rpmte*>(right)));
}

rpmte Outgoing::replaced_by(rpmte incoming) const {
  size_t first = 0;
  for (size_t end = count_; first < end;) {
    const size_t middle = first + (end - first) / 2;
    const bool before = strcmp(rpmteN(elements_[middle]), rpmteN(incoming)) < 0;
    before ? first = middle + 1 : end = middle;
  }
  for (; first < count_ && strcmp(rpmteN(elements_[first]), rpmteN(incoming)) == 0; ++first) {
    // Some package managers do not tell which element replaces which.
    rpmte successor = rpmteDependsOn(elements_[first]);
    if (!successor || successor == incoming) return elements_[first];
  }
  return nullptr;
}

int compare(const char* left, const char* right) {
  return rpmvercmp(left ? left : "0", right ? right : "0");
}

int compare_versions(rpmte left, rpmte right) {
  const int epoch = compare(rpmteE(left), rpmteE(right));
  if (epoch != 0) return epoch;
  const int version = compare(rpmteV(left), rpmteV(right));
  return version != 0 ? version : compare(rpmteR(left), rpmteR(right));
}

const char* action_of(rpmte element, const Outgoing& outgoing) {
  if (rpmteType(element) == TR_REMOVED) {
    rpmte successor = rpmteDependsOn(element);
    return successor && strcmp(rpmteN(successor), rpmteN(element)) != 0 ? "obsolete" : "remove";
  }
  rpmte replaced = outgoing.replaced_by(element);
  if (!replaced) return "install";
  const int newer = compare_versions(element, replaced);
  if (newer == 0) return "reinstall";
  return newer > 0 ? "upgrade" : "downgrade";
}

void write_member(const char* name, const char* value, Text& text) {
  text.add(",\"");
  text.add(name);
  text.add("\":");
  text.add_quoted(value);
}

enum Kind : unsigned { kFile = 0, kDirectory = 1, kGhost = 2 };

unsigned kind_of(rpmfiles files, int index) {
  const unsigned directory = S_ISDIR(rpmfilesFMode(files, index)) ? kDirectory : kFile;
  const bool ghost = (rpmfilesFFlags(files, index) & RPMFILE_GHOST) != 0;
  return directory | (ghost ? kGhost : kFile);
}

// An installed package may list files that rpm did not put on disk. Of an incoming package every
// file is to come.
bool counts(rpmfiles files, int index) {
  const rpmfileState state = rpmfilesFState(files, index);
  return state == RPMFILE_STATE_MISSING || RPMFILE_IS_INSTALLED(state);
}

// Writes neighbours of one directory and one kind as one group.
void write_files(rpmfiles files, Text& text) {
  const int count = static_cast<int>(rpmfilesFC(files));
  int directory = -1;
  unsigned kind = 0;
  for (int i = 0; i < count; ++i) {
    if (!counts(files, i)) continue;
    const int in = rpmfilesDI(files, i);
    const unsigned its_kind = kind_of(files, i);
    if (directory >= 0 && in == directory && its_kind == kind) {
      text.add(",");
    } else {
      text.add(directory < 0 ? "{\"in\":" : "]},{\"in\":");
      text.add_encoded(rpmfilesDN(files, in));
      if (its_kind & kDirectory) text.add(",\"directories\":true");
      if (its_kind & kGhost) text.add(",\"ghosts\":true");
      text.add(",\"names\":[");
    }
    text.add_encoded(rpmfilesBN(files, i));
    directory = in;
    kind = its_kind;
  }
  if (directory >= 0) text.add("]}");
}

void write_element(rpmte element, const Outgoing& outgoing, Text& text) {
  text.add("{\"action\":");
  text.add_quoted(action_of(element, outgoing));
  write_member("name", rpmteN(element), text);
  write_member("epoch", rpmteE(element) ? rpmteE(element) : "0", text);
  write_member("version", rpmteV(element), text);
  write_member("release", rpmteR(element), text);
  write_member("arch", rpmteA(element), text);
  if (rpmteType(element) == TR_REMOVED) {
    text.add(",\"dbid\":");
    text.add_number(rpmteDBInstance(element));
  }
  rpmfiles files = rpmteFiles(element);
  text.add(",\"files\":[");
  if (files) write_files(files, text);
  text.add("]}");
  rpmfilesFree(files);
}

}  // namespace

void write_transaction(rpmts ts, pid_t manager, bool series, Text& text) {
  const Outgoing outgoing(ts);
  text.add("{\"schema\":1,\"manager\":\"rpm\",\"pid\":");
  text.add_number(static_cast<unsigned long long>(manager));
  if (series) text.add(",\"series\":true");
  text.add(",\"items\":[");
  const int count = rpmtsNElements(ts);
  for (int i = 0; i < count; ++i) {
    if (i > 0) text.add(",\n");
    write_element(rpmtsElement(ts, i), outgoing, text);
  }
  text.add("]}\n");
}
