# ABORT in SYN-SENT says nothing: there is nobody yet to say it to.
# "Delete the TCB, enter CLOSED state, and return" (§3.10.5).
dial 40001 192.168.0.1:7
> 40001 > 7  S 0:0(0) win 65535 <mss 1460>
write 10
abort
state CLOSED
err aborted
read error aborted
write error aborted
conns 0
+600 quiet
