# Nobody can be called who is not one host
# ids: MUST-46
# §3.9.1.1: "MUST reject as an error a local OPEN call for an invalid remote IP
# address (e.g., a broadcast or multicast address)".
dial 40000 224.0.0.1:7 error
dial 40000 255.255.255.255:7 error
dial 40000 0.0.0.0:7 error
dial 40000 127.0.0.1:7 error
dial 40000 192.168.0.2:7 error
dial 40000 192.168.0.1:0 error
conns 0
+10 quiet
