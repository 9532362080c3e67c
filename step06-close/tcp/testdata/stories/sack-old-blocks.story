# Six blocks came from the last to the first. When the first four have been acknowledged, the others are still told.
# ids: SACK-3
stack with sack
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460,nop,nop,sackOK>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460,nop,nop,sackOK>
+0.1 < 40000 > 7  . 1:1(0) ack 1
< 40000 > 7  . 1101:1201(100) ack 1
> 7 > 40000  . 1:1(0) ack 1 <nop,nop,sack 1101:1201>
< 40000 > 7  . 901:1001(100) ack 1
> 7 > 40000  . 1:1(0) ack 1 <nop,nop,sack 901:1001 1101:1201>
< 40000 > 7  . 701:801(100) ack 1
> 7 > 40000  . 1:1(0) ack 1 <nop,nop,sack 701:801 901:1001 1101:1201>
< 40000 > 7  . 501:601(100) ack 1
> 7 > 40000  . 1:1(0) ack 1 <nop,nop,sack 501:601 701:801 901:1001 1101:1201>
< 40000 > 7  . 301:401(100) ack 1
> 7 > 40000  . 1:1(0) ack 1 <nop,nop,sack 301:401 501:601 701:801 901:1001>
< 40000 > 7  . 101:201(100) ack 1
> 7 > 40000  . 1:1(0) ack 1 <nop,nop,sack 101:201 301:401 501:601 701:801>
< 40000 > 7  . 1:801(800) ack 1
> 7 > 40000  . 1:1(0) ack 801 <nop,nop,sack 901:1001 1101:1201>
