/* netdev.h - /proc/PID/net/dev: what the network interfaces that a process sees have moved. See proc(5). */
#ifndef NETDEV_H
#define NETDEV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define NETDEV_MOST (1u << 22)   /* bytes: a line of some 120 for each interface */

/* Bytes since the interfaces were made, of all of them but lo: what goes over that leaves no machine. */
struct netdev {
	uint64_t received, sent;
};

/* False when the text is not such a file, or ends within a line. */
bool netdev_parse(const char *text, size_t length, struct netdev *out);

#endif
