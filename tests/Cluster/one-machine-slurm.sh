#!/usr/bin/env bash
# A Slurm cluster of two nodes on this machine, for tests: one slurmctld, two slurmd, one munged of its own, all below
# one folder. Touches no service and no configuration of the system. Needs root, and Debian's slurm-wlm and munge.
#
#   one-machine-slurm.sh start FOLDER [CPUS]   starts it, CPUS a node (default 1); prints the path of slurm.conf, which
#                                              sbatch and the others take as SLURM_CONF
#   one-machine-slurm.sh stop FOLDER           ends its daemons and what they run
set -euo pipefail

fail() { echo "one-machine-slurm: $*" >&2; exit 1; }

[ $# -ge 2 ] || fail "give start or stop, and a folder"
action=$1
mkdir -p "$2"
folder=$(cd "$2" && pwd)
PATH=$PATH:/usr/sbin:/sbin

# A port that nobody listens on. Between asking and using another program may take it: then the daemon says so and
# start fails.
free_ports() {
  local port=$((20000 + RANDOM % 10000)) found=0
  while [ "$found" -lt "$1" ]; do
    port=$((port + 1))
    if ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
      echo "$port"
      found=$((found + 1))
    fi
  done
}

await() { # what, seconds, command ..
  local what=$1 end=$((SECONDS + $2))
  shift 2
  until "$@" >/dev/null 2>&1; do
    [ "$SECONDS" -lt "$end" ] || { tail -n 5 "$folder"/*.log >&2 || true; fail "$what did not come up"; }
    sleep 0.1
  done
}

start() {
  local cpus=${1:-1} host port_ctl port_n1 port_n2
  [ "$(id -u)" -eq 0 ] || fail "must be root"
  for program in slurmctld slurmd munged sbatch; do
    command -v "$program" >/dev/null || fail "$program is not installed; on Debian: apt-get install slurm-wlm munge"
  done
  host=$(hostname -s)
  { read -r port_ctl; read -r port_n1; read -r port_n2; } < <(free_ports 3)

  chmod 755 "$folder"
  mkdir -p "$folder"/{munge,state,spool.n1,spool.n2}
  chmod 700 "$folder/munge"
  (umask 077 && head -c 1024 /dev/urandom >"$folder/munge/key")
  # --force: the folder may lie below one that others can write, such as /tmp.
  munged --force --num-threads=2 --key-file="$folder/munge/key" --socket="$folder/munge/socket" \
    --pid-file="$folder/munge/pid" --seed-file="$folder/munge/seed" --log-file="$folder/munge/log"

  # cred_expire is also how long a requeued job waits: two minutes by default.
  cat >"$folder/slurm.conf" <<CONF
ClusterName=test
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$port_ctl
AuthType=auth/munge
AuthInfo=socket=$folder/munge/socket,cred_expire=2
CredType=cred/munge
SlurmUser=root
SlurmdUser=root
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool.%n
SlurmctldPidFile=$folder/slurmctld.pid
SlurmdPidFile=$folder/slurmd.%n.pid
SlurmctldLogFile=$folder/slurmctld.log
SlurmdLogFile=$folder/slurmd.%n.log
ProctrackType=proctrack/pgid
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerParameters=sched_interval=1,bf_interval=1,batch_sched_delay=0
MpiDefault=none
ReturnToService=2
MinJobAge=300
KillWait=5
MailProg=/bin/true
NodeName=n[1-2] NodeHostname=$host NodeAddr=127.0.0.1 Port=[$port_n1-$port_n2] CPUs=$cpus
PartitionName=test Nodes=n[1-2] Default=YES MaxTime=INFINITE State=UP
CONF
  export SLURM_CONF=$folder/slurm.conf
  slurmctld -f "$SLURM_CONF"
  slurmd -f "$SLURM_CONF" -N n1
  slurmd -f "$SLURM_CONF" -N n2
  await "a cluster of two idle nodes" 60 two_idle
  echo "$SLURM_CONF"
}

two_idle() { [ "$(sinfo --noheader --Node --format %t | grep -c '^idle$')" = 2 ]; }

# The daemons by their own process files; each kills what it runs first.
stop() {
  local file pid
  export SLURM_CONF=$folder/slurm.conf
  if [ -e "$SLURM_CONF" ]; then scancel --user=root >/dev/null 2>&1 || true; fi
  for file in "$folder"/slurmd.n1.pid "$folder"/slurmd.n2.pid "$folder"/slurmctld.pid "$folder"/munge/pid; do
    [ -e "$file" ] || continue
    pid=$(cat "$file")
    kill "$pid" 2>/dev/null || continue
    for _ in $(seq 100); do kill -0 "$pid" 2>/dev/null || break; sleep 0.1; done
    kill -9 "$pid" 2>/dev/null || true
  done
}

case $action in
  start) start "${@:3}" ;;
  stop) stop ;;
  *) fail "$action is neither start nor stop" ;;
esac
