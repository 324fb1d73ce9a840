// Sizes of rustc's futures for the shapes of ../Sizes/SizeTable.cs; third column: what a careful human would hand-write.
// rustc --edition 2024 -O future_sizes.rs && ./future_sizes
use std::{future::*,pin::*,task::*,mem::*,sync::Arc,rc::Rc,hint::black_box as bb};
struct Leaf(u8);impl Future for Leaf{type Output=u32;fn poll(mut self:Pin<&mut Self>,_:&mut Context)->Poll<u32>{if self.0==0{self.0=1;Poll::Pending}else{Poll::Ready(7)}}}
struct Now;impl Future for Now{type Output=u32;fn poll(self:Pin<&mut Self>,_:&mut Context)->Poll<u32>{Poll::Ready(1)}}
fn l()->Leaf{Leaf(0)} fn sum(b:&[u8])->u32{bb(b).len()as u32}
async fn buf<const N:usize>()->u32{let b=[1u8;N];let r=l().await;r+sum(&b)}
async fn s1()->u32{7} async fn s2(a:u32)->u32{l().await+a} async fn s2n(a:u32)->u32{Now.await+a}
async fn s3(a:u32)->u32{bb(a);l().await} async fn s3b(a:[u8;256])->u32{sum(&a);l().await}
async fn s4()->u32{let a=buf::<8>().await;let b=buf::<64>().await;a+b+buf::<256>().await}
async fn s5()->u32{let mut t=0;{let a=[1u8;256];t+=l().await;t+=sum(&a);}{let b=[2u8;256];t+=l().await;t+=sum(&b);}t}
async fn s5m()->u32{let mut t=0;let a=[1u8;256];t+=l().await;t+=sum(&a);let b=[2u8;256];t+=l().await;t+=sum(&b);t}
async fn s6()->u32{let a=[1u8;1024];let r=&a[5];let x=l().await;x+*r as u32+sum(&a)}
macro_rules! ch{($($n:ident $c:ident)*)=>{$(async fn $n(x:u64)->u64{let y=bb(x+1);$c(y).await+y})*}} async fn c0(x:u64)->u64{l().await as u64+x}
macro_rules! cl{($($n:ident $c:ident)*)=>{$(async fn $n()->u64{let y=bb(1u64);$c().await+y})*}} async fn q0()->u64{let y=bb(1u64);l().await as u64+y}
macro_rules! cn{($($n:ident $c:ident)*)=>{$(async fn $n()->u32{$c().await})*}} async fn n0()->u32{l().await}
ch!(c1 c0 c2 c1 c3 c2 c4 c3 c5 c4 c6 c5 c7 c6 c8 c7 c9 c8);cl!(q1 q0 q2 q1 q3 q2 q4 q3 q5 q4 q6 q5 q7 q6 q8 q7 q9 q8);cn!(n1 n0 n2 n1 n3 n2 n4 n3 n5 n4 n6 n5 n7 n6 n8 n7 n9 n8);
enum M<F:Future>{F(F),D(F::Output),T} struct Join<A:Future,B:Future>(M<A>,M<B>);
fn go<F:Future>(m:&mut M<F>,c:&mut Context)->bool{unsafe{if let M::F(f)=m{match Pin::new_unchecked(f).poll(c){Poll::Ready(v)=>*m=M::D(v),_=>return false}}true}}
impl<A:Future,B:Future> Future for Join<A,B>{type Output=(A::Output,B::Output);fn poll(self:Pin<&mut Self>,c:&mut Context)->Poll<Self::Output>{let s=unsafe{self.get_unchecked_mut()};if go(&mut s.0,c)&go(&mut s.1,c){match(replace(&mut s.0,M::T),replace(&mut s.1,M::T)){(M::D(a),M::D(b))=>Poll::Ready((a,b)),_=>panic!()}}else{Poll::Pending}}}
async fn s9()->u32{let(a,b)=Join(M::F(buf::<64>()),M::F(buf::<64>())).await;a+b}
async fn s10(n:u32,k:Arc<u32>)->u32{let mut t=0;for _ in 0..n{t+=l().await+*k;}t} async fn s10r(n:u32)->u32{let k=Rc::new(n);let mut t=0;for _ in 0..n{t+=l().await+*k;}t}
async fn io<const N:usize>()->Result<u32,u64>{let b=[1u8;N];let r=l().await;if r==9{Err(1)}else{Ok(r+sum(&b))}}
async fn s11()->Result<u32,u64>{let a=io::<16>().await?;let b=io::<16>().await?;let c=io::<16>().await?;Ok(a+b+c)}
async fn s12(c:bool)->u32{if c{buf::<16>().await}else{buf::<128>().await}}
type A=Arc<u32>;async fn s13(a:A,b:A,c:A,d:A)->u32{let r=l().await;r+*a+*b+*c+*d}
async fn eat(b:[u8;256])->u32{l().await+sum(&b)} async fn s14()->u32{let b=bb([1u8;256]);eat(b).await}
async fn s14c()->u32{let b=bb([1u8;256]);sum(&b);eat(b).await}
async fn ev(v:Vec<u8>)->u32{l().await+v.len()as u32} async fn s14m(v:Vec<u8>)->u32{ev(v).await} async fn w(f:impl Future<Output=u32>)->u32{f.await}
fn main(){let z=||Arc::new(1u32);macro_rules! p{($($n:literal $f:expr,$h:expr;)*)=>{$(println!("{:<26}{:>6}{:>6}",$n,size_of_val(&$f),$h);)*}}
p!{"1 trivial" s1(),1;"2 leaf,u32 after" s2(1),8;"2n ZST ready,u32 after" s2n(1),8;"3 u32 before" s3(1),8;"3b 256B before" s3b([0;256]),257;"4 seq 8/64/256" s4(),264;"5 scoped 2x256" s5(),264;"5m unscoped 2x256" s5m(),264;"6 1KiB+&elem" s6(),1040;"7 depth10 u64 param+local" c9(1),88;"7q depth10 u64 local" q9(),88;"8 depth10 none" n9(),2;"9 join 64,64" s9(),136;"10 loop+Arc param" s10(3,z()),24;"10r loop+Rc local" s10r(3),24;"11 ? x3" s11(),28;"12 if 16/128" s12(true),130;"13 4xArc after" s13(z(),z(),z(),z()),40;"14 child eat(256)" eat([0;256]),258;"14 moved into child" s14(),258;"14c borrowed, then moved" s14c(),258;"14m Vec param->child" s14m(vec![]),32;"14w wrap(buf256)" w(buf::<256>()),258;"14w wrap^3" w(w(w(buf::<256>()))),258;}}
