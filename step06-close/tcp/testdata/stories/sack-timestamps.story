# With timestamps three blocks fit: the header is never longer than 60 bytes, the packet with text never than the MTU.
# ids: SACK-5
stack with sack,timestamps
listen 7
< 40000 > 7  S 0:0(0) win 65535 <mss 1460,nop,nop,sackOK,nop,nop,TS val 1 ecr 0>
> 7 > 40000  S. 0:0(0) ack 1 win 65535 <mss 1460,nop,nop,sackOK,nop,nop,TS val 0 ecr 1>
< 40000 > 7  . 1:1(0) ack 1 <nop,nop,TS val 1 ecr 0>
accept
< 40000 > 7  . 101:201(100) ack 1 <nop,nop,TS val 1 ecr 0>
> 7 > 40000  . 1:1(0) ack 1 <nop,nop,TS val 0 ecr 1,nop,nop,sack 101:201>
< 40000 > 7  . 301:401(100) ack 1 <nop,nop,TS val 1 ecr 0>
> 7 > 40000  . 1:1(0) ack 1 <nop,nop,TS val 0 ecr 1,nop,nop,sack 301:401 101:201>
< 40000 > 7  . 501:601(100) ack 1 <nop,nop,TS val 1 ecr 0>
> 7 > 40000  . 1:1(0) ack 1 <nop,nop,TS val 0 ecr 1,nop,nop,sack 501:601 301:401 101:201>
< 40000 > 7  . 701:801(100) ack 1 <nop,nop,TS val 1 ecr 0>
> 7 > 40000  . 1:1(0) ack 1 <nop,nop,TS val 0 ecr 1,nop,nop,sack 701:801 501:601 301:401>
write 1421    # 1500 less 20, 20, 12 and 28
> 7 > 40000  . 1:1421(1420) ack 1 <nop,nop,TS val 0 ecr 1,nop,nop,sack 701:801 501:601 301:401>
