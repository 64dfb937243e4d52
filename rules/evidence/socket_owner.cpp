// socket-owner: the local port or unix socket that the check tests belongs to a process or a socket
// unit of the package, or is in its file list.
#include "rules/evidence/ownership.hpp"

namespace pkgmap::rules {
namespace {

bool add_by_process(const SocketFact& socket, const PackageFacts& package,
                    std::vector<Evidence>& found) {
  for (const ProcessFact& process : socket.processes) {
    const ListedFile* file = owned_process(process, package);
    if (!file) continue;
    add(found, EvidenceKind::socket_owner, process.certain ? Strength::likely : Strength::weak,
        package, socket.asked + ": " + process.found, is_its(*file, package));
    return true;
  }
  return false;
}

}  // namespace

void add_socket_owner(const CheckFacts& check, const PackageFacts& package,
                      std::vector<Evidence>& found) {
  for (const SocketFact& socket : check.sockets) {
    if (const ListedFile* file = owned_file(socket.path.hops, package)) {
      add(found, EvidenceKind::socket_owner, Strength::likely, package,
          socket.asked + " is in its file list", is_its(*file, package));
      return;
    }
    if (add_by_process(socket, package, found)) return;
    const bool alone = owned_units(socket.units, package) != nullptr;
    for (const UnitFact& unit : socket.units) {
      const ListedFile* file = owned_unit(unit, package);
      if (!file) continue;
      add(found, EvidenceKind::socket_owner, alone ? Strength::likely : Strength::weak, package,
          unit.name + " listens on " + socket.asked, is_its(*file, package));
      return;
    }
  }
}

}  // namespace pkgmap::rules
