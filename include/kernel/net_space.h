/* net_space.h - the network namespace that a process is in, and what its interfaces have moved. See network_namespaces(7). */
#ifndef NET_SPACE_H
#define NET_SPACE_H

#include "netdev.h"
#include "procfs.h"

/* Tells namespaces apart, also where one may not look at the links in ns: the inode of net/dev. 0: not known. */
uint64_t net_space_of(const struct procfs *p, pid_t pid);

/* False when it has vanished or may not be read. The text is scratch, a vec of char. */
bool net_space_read(const struct procfs *p, pid_t pid, struct vec *text, struct netdev *out);

#endif
